package io.continuo.runner.launch.http;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends one request and takes its answer as the task's end. Whatever goes wrong with it (no
 * connection, no answer in time, an unexpected status) is charged to the user's budget: only the
 * author knows whether the URL or the service is at fault, and only the author's retry policy knows
 * how long to wait for it.
 *
 * <p>A request does not outlive the runner. After a restart it is not attached to; the engine sends
 * the attempt again.
 */
public final class HttpLauncher implements Launcher {
  private static final long MAX_ANSWER_BYTES = 8 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(30))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final Map<AttemptId, HttpRun> inFlight = new ConcurrentHashMap<>();

  @Override
  public String type() {
    return "http";
  }

  @Override
  public boolean claimFirst() {
    return true; // a request that was sent cannot be taken back
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets)
      throws LaunchException {
    RequestSpec spec = RequestSpec.of(task);
    return inFlight.computeIfAbsent(
        task.attempt(),
        attempt ->
            new HttpRun(
                workspace,
                spec,
                client.sendAsync(spec.request(), limited()),
                () -> inFlight.remove(attempt)));
  }

  private static HttpResponse.BodyHandler<byte[]> limited() {
    return HttpResponse.BodyHandlers.limiting(
        HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);
  }

  @Override
  public Optional<Running> attach(Workspace workspace) {
    return Optional.ofNullable(inFlight.get(workspace.attempt()));
  }

  @Override
  public Set<AttemptId> present() {
    return new HashSet<>(inFlight.keySet());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
