package io.continuo.sdk.transport;

import io.continuo.sdk.json.Fields;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.problem.InterruptedCallException;
import io.continuo.sdk.problem.Problem;
import io.continuo.sdk.problem.ProblemException;
import io.continuo.sdk.problem.UnreachableException;
import io.continuo.sdk.problem.UnreadableAnswerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Sends calls to one server; safe for many threads. */
public final class Transport {
  private final HttpClient http;
  private final Settings settings;

  /**
   * Where and how to send.
   *
   * @param token sent as a bearer token when present
   * @param timeout of one try; does not bound streams
   * @param userAgent names the program in the server's access log
   */
  public record Settings(
      URI server, Optional<String> token, Duration timeout, RetryPolicy retry, String userAgent) {}

  public Transport(Settings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5));
    if (settings.server().getScheme().equals("http")) {
      builder.sslContext(trustingNobody());
    }
    this.http = builder.build();
  }

  public URI server() {
    return settings.server();
  }

  /**
   * Sends and reads the whole answer.
   *
   * @throws ProblemException when the server refuses
   * @throws UnreachableException when no try got an answer
   * @throws UnreadableAnswerException when the answer is not JSON
   */
  public Answer send(Call call) {
    HttpRequest request =
        request(call).header("Accept", "application/json").timeout(settings.timeout()).build();
    HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
    if (isSuccess(response)) {
      return readable(
          request.uri(), () -> new Answer(response.statusCode(), Json.parse(response.body())));
    }
    throw problem(response.statusCode(), response.body());
  }

  /** Sends and reads the answer as one object. */
  public <T> T send(Call call, Function<Fields, T> reader) {
    Answer answer = send(call);
    return readable(call.on(settings.server()), () -> reader.apply(new Fields(answer.json())));
  }

  /**
   * Opens an answer that is read while it is written; the caller closes it. Only the opening is
   * repeated.
   */
  public HttpResponse<InputStream> open(Call call, String accept) {
    HttpRequest request = request(call).header("Accept", accept).build();
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    if (isSuccess(response)) {
      return response;
    }
    try (InputStream body = response.body()) {
      throw problem(response.statusCode(), body.readAllBytes());
    } catch (IOException e) {
      throw problem(response.statusCode(), new byte[0]);
    }
  }

  RetryPolicy retry() {
    return settings.retry();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    for (int attempt = 1; ; attempt++) {
      boolean last = !settings.retry().allowsAnotherAfter(attempt);
      try {
        HttpResponse<T> response = http.send(request, handler);
        if (response.statusCode() != 503 || last) {
          return response;
        }
      } catch (IOException e) {
        if (last) {
          throw new UnreachableException(settings.server(), e);
        }
      } catch (InterruptedException e) {
        throw new InterruptedCallException(e);
      }
      pause(settings.retry().pauseAfter(attempt));
    }
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptedCallException(e);
    }
  }

  /**
   * Reading the JDK's root certificates takes a tenth of a second, and plain HTTP has no use for
   * them.
   */
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private HttpRequest.Builder request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.on(settings.server()))
            .header("User-Agent", settings.userAgent());
    settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    call.headers().forEach(request::header);
    call.body().ifPresent(body -> request.header("Content-Type", body.contentType()));
    return request.method(
        call.method(),
        call.body()
            .map(body -> HttpRequest.BodyPublishers.ofString(body.text()))
            .orElseGet(HttpRequest.BodyPublishers::noBody));
  }

  private static boolean isSuccess(HttpResponse<?> response) {
    return response.statusCode() / 100 == 2;
  }

  private static ProblemException problem(int status, byte[] body) {
    try {
      return new ProblemException(Problem.read(status, Json.parse(body)));
    } catch (IllegalArgumentException e) {
      return new ProblemException(Problem.read(status, Json.object()));
    }
  }

  private static <T> T readable(URI asked, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new UnreadableAnswerException(asked, e);
    }
  }
}
