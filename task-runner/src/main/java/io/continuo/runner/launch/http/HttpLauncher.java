package io.continuo.runner.launch.http;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.wire.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends one request and takes its answer as the task's end; or, where the task says how to poll, as
 * the beginning of a job elsewhere that is followed to its end. Whatever goes wrong with the
 * request (no connection, no answer in time, an unexpected status) is charged to the user's budget:
 * only the author knows whether the URL or the service is at fault, and only the author's retry
 * policy knows how long to wait for it. Polls that fail for a while are the platform's.
 *
 * <p>A single request does not outlive the runner: after a restart it is not attached to, and the
 * engine sends the attempt again. A job does. Its request is sent again only when its answer was
 * not on the disk when the runner died, and then with the same idempotency key.
 */
public final class HttpLauncher implements Launcher {
  static final int PER_HOST = 32;
  static final Duration OUTAGE = Duration.ofMinutes(10);

  private final Sender sender;
  private final Duration outage;
  private final Map<AttemptId, Running> inFlight = new ConcurrentHashMap<>();

  /**
   * @param perHost how many polls and creations of jobs a host gets at once
   * @param outage how long polls may fail before a job counts as out of sight
   */
  public HttpLauncher(int perHost, Duration outage) {
    this.sender = new Sender(perHost);
    this.outage = outage;
  }

  @Override
  public String type() {
    return "http";
  }

  @Override
  public boolean outlivesDispatch() {
    return true; // sent again under its key, it finds the job that is there
  }

  @Override
  public boolean claimFirst() {
    return true; // a request that was sent cannot be taken back
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets)
      throws LaunchException {
    HttpTask http = HttpTask.of(task, workspace, secrets);
    RequestSpec.Ready first = http.first();
    return inFlight.computeIfAbsent(
        task.attempt(),
        attempt -> {
          Runnable forget = () -> inFlight.remove(attempt);
          return http.job().isPresent()
              ? job(http, http.job().get())
              : new HttpRun(http, first, sender.start(first.request()), forget);
        });
  }

  private Running job(HttpTask task, JobSpec spec) {
    AttemptId attempt = task.workspace().attempt();
    JobRun run =
        new JobRun(
            task,
            spec,
            new JobWatch(task, spec, sender, outage),
            sender,
            () -> inFlight.remove(attempt));
    run.start();
    return run;
  }

  @Override
  public Optional<Running> attach(Workspace workspace) {
    return needsSecrets(workspace)
        ? Optional.ofNullable(inFlight.get(workspace.attempt()))
        : attach(workspace, Secrets.NONE);
  }

  /** Without them there is nothing to go on with; the next dispatch finds the job by its key. */
  private static boolean needsSecrets(Workspace workspace) {
    try {
      return workspace
          .task()
          .map(task -> ValueJson.write(task.spec()).contains("${secrets."))
          .orElse(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Running> attach(Workspace workspace, Secrets secrets) {
    if (!new JobFiles(workspace).isSent()) {
      return Optional.ofNullable(inFlight.get(workspace.attempt()));
    }
    try {
      return Optional.of(launch(workspace.task().orElseThrow(), workspace, secrets));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LaunchException e) {
      throw new IllegalStateException(e.getMessage(), e); // it was launched before as it is
    }
  }

  @Override
  public Set<AttemptId> present() {
    return new HashSet<>(inFlight.keySet());
  }

  @Override
  public void close() {
    for (Running running : inFlight.values()) {
      if (running instanceof JobRun job) {
        job.leave();
      }
    }
    sender.close();
  }
}
