package io.continuo.runner.launch.http;

import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request on its way. */
final class HttpRun implements Running {
  private final Workspace workspace;
  private final RequestSpec spec;
  private final CompletableFuture<HttpResponse<byte[]>> answer;
  private final Runnable forget;
  private volatile boolean stopped;
  private Optional<Ending> ending = Optional.empty();

  HttpRun(
      Workspace workspace,
      RequestSpec spec,
      CompletableFuture<HttpResponse<byte[]>> answer,
      Runnable forget) {
    this.workspace = workspace;
    this.spec = spec;
    this.answer = answer;
    this.forget = forget;
  }

  @Override
  public AttemptId attempt() {
    return workspace.attempt();
  }

  @Override
  public Ending await() throws InterruptedException {
    if (ending.isEmpty()) {
      ending = Optional.of(end());
    }
    return ending.get();
  }

  private Ending end() throws InterruptedException {
    try {
      // The request's own timeout ends with the headers; this one covers the body too.
      return answered(answer.get(spec.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (CancellationException _) {
      return new Ending.Exited(1, true, Optional.of("the request was cancelled"));
    } catch (ExecutionException e) {
      return failed(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return failed(new HttpTimeoutException("no whole answer"));
    } catch (IOException e) {
      return new Ending.Broken(
          Fault.PLATFORM,
          "cannot write the answer into %s: %s; free space on the runner's disk"
              .formatted(workspace.folder(), Workspace.reason(e)));
    }
  }

  private Ending answered(HttpResponse<byte[]> response) throws IOException {
    byte[] body = response.body();
    Files.write(workspace.log(), body);
    int status = response.statusCode();
    if (!spec.accepts(status)) {
      return new Ending.Broken(
          Fault.USER,
          "%s answered with status %d; its body is in the task's log".formatted(target(), status));
    }
    if (body.length > 0 && workspace.task().orElseThrow().declaresOutputs()) {
      Files.write(workspace.outputs(), body);
    }
    return Ending.exited(0);
  }

  private Ending failed(Throwable cause) {
    if (stopped) {
      return new Ending.Exited(1, true, Optional.of("the request was cancelled"));
    }
    String why =
        switch (cause) {
          case HttpTimeoutException _ ->
              "did not answer in time: raise request.timeout or look at the service";
          case ConnectException _ -> "cannot be connected to (refused, or unknown host)";
          default -> "broke off: " + cause;
        };
    return new Ending.Broken(Fault.USER, target() + " " + why);
  }

  private String target() {
    return spec.request().method() + " " + spec.request().uri();
  }

  @Override
  public void stop(Duration grace) {
    if (!answer.isDone()) {
      stopped = true;
      answer.cancel(true); // also aborts the exchange
    }
  }

  @Override
  public void remove() {
    forget.run();
  }
}
