package io.continuo.runner.launch.http;

import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
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
  private final HttpTask task;
  private final Workspace workspace;
  private final RequestSpec.Ready request;
  private final CompletableFuture<HttpResponse<byte[]>> answer;
  private final Runnable forget;
  private volatile boolean stopped;
  private Optional<Ending> ending = Optional.empty();

  HttpRun(
      HttpTask task,
      RequestSpec.Ready request,
      CompletableFuture<HttpResponse<byte[]>> answer,
      Runnable forget) {
    this.task = task;
    this.workspace = task.workspace();
    this.request = request;
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
      return answered(answer.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS));
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
    if (!task.request().accepts(status)) {
      return new Ending.Broken(Fault.USER, Answers.unexpected(request.target(), response));
    }
    try {
      boolean said = body.length > 0 || !task.results().paths().isEmpty();
      if (said && workspace.task().orElseThrow().declaresOutputs()) {
        Files.write(workspace.outputs(), task.results().outputs(body, request.target()));
      }
      return Ending.exited(0);
    } catch (LaunchException e) {
      return e.asEnding();
    }
  }

  private Ending failed(Throwable cause) {
    return stopped
        ? new Ending.Exited(1, true, Optional.of("the request was cancelled"))
        : new Ending.Broken(Fault.USER, NoAnswer.of(request.target(), cause).told());
  }

  @Override
  public void stop(Duration grace) {
    if (!answer.isDone()) {
      stopped = true;
      answer.cancel(true); // also aborts the exchange
    }
  }

  /** The other dispatch sends the request anew. */
  @Override
  public void letGo() {
    stop(Duration.ZERO);
  }

  @Override
  public void remove() {
    forget.run();
  }
}
