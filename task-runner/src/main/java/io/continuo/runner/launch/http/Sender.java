package io.continuo.runner.launch.http;

import io.continuo.runner.launch.http.RequestSpec.Ready;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests and takes whole answers, of at most 8 MiB. Follows redirects, but never from https
 * to http, and takes no credentials along to another host.
 */
final class Sender implements AutoCloseable {
  private static final long MAX_ANSWER_BYTES = 8 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(30))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Map<String, Semaphore> hosts = new ConcurrentHashMap<>();
  private final int perHost;

  /**
   * @param perHost how many requests of {@link #ask} a host gets at once; the others wait
   */
  Sender(int perHost) {
    this.perHost = perHost;
  }

  CompletableFuture<HttpResponse<byte[]>> start(HttpRequest request) {
    return client.sendAsync(
        request,
        HttpResponse.BodyHandlers.limiting(
            HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
  }

  /** Sends it when the host has room for it, and waits for the answer. */
  HttpResponse<byte[]> ask(Ready ready) throws NoAnswer, InterruptedException {
    Semaphore host =
        hosts.computeIfAbsent(
            ready.request().uri().getAuthority(), _ -> new Semaphore(perHost, true));
    host.acquire();
    try {
      return askNow(ready);
    } finally {
      host.release();
    }
  }

  /** As {@link #ask}, without waiting for room. */
  HttpResponse<byte[]> askNow(Ready ready) throws NoAnswer, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer = start(ready.request());
    try {
      // The request's own timeout ends with the headers; this one covers the body too.
      HttpResponse<byte[]> whole = answer.get(ready.timeout().toMillis(), TimeUnit.MILLISECONDS);
      requireSameMethod(ready, whole);
      return whole;
    } catch (ExecutionException e) {
      throw NoAnswer.of(ready.target(), Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException _) {
      throw NoAnswer.of(ready.target(), new HttpTimeoutException("no whole answer"));
    } finally {
      answer.cancel(true); // lets go of the connection when we were interrupted or out of patience
    }
  }

  /** On 301 and 302 a POST goes on as a GET, which creates and cancels nothing. */
  private static void requireSameMethod(Ready ready, HttpResponse<byte[]> answer) throws NoAnswer {
    Optional<HttpResponse<byte[]>> redirect = answer.previousResponse();
    if (redirect.isPresent()
        && redirect.get().statusCode() != 303
        && !answer.request().method().equals(ready.request().method())) {
      throw new NoAnswer(
          NoAnswer.Kind.UNUSABLE,
          "%s was redirected with status %d to %s, where only a GET arrived: write that address into the task"
              .formatted(
                  ready.target(), redirect.get().statusCode(), answer.request().uri().getHost()));
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
