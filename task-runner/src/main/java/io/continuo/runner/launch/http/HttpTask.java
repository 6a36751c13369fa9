package io.continuo.runner.launch.http;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Spec;
import io.continuo.runner.launch.Workspace;
import java.time.Duration;
import java.util.Optional;

/** An http task, read in full: nothing is sent for one that is wrong somewhere. */
record HttpTask(
    Workspace workspace,
    RequestSpec request,
    Optional<JobSpec> job,
    Results results,
    Secrets secrets) {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  static HttpTask of(TaskLaunch task, Workspace workspace, Secrets secrets) throws LaunchException {
    Spec spec = Spec.of(task.spec());
    return new HttpTask(
        workspace,
        RequestSpec.of(spec.section("request"), "GET", TIMEOUT),
        JobSpec.of(spec),
        Results.of(spec),
        secrets);
  }

  /** The task's request, ready to be sent. */
  RequestSpec.Ready first() throws LaunchException {
    return request.ready(Holes.before(secrets), key());
  }

  /**
   * The same for every dispatch of an attempt: a service that honours it starts one job for them.
   */
  String key() {
    AttemptId attempt = workspace.attempt();
    return attempt.execution() + "/" + attempt.task() + "/" + attempt.number();
  }
}
