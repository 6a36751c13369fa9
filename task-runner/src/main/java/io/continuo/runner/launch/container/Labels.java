package io.continuo.runner.launch.container;

import com.github.dockerjava.api.model.Container;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a container says of itself, to us after a restart and to people with {@code docker ps}. */
final class Labels {
  static final String ATTEMPT = "io.continuo.attempt";
  static final String RUNNER = "io.continuo.runner";
  private static final Logger LOG = LoggerFactory.getLogger(Labels.class);

  private Labels() {}

  static Map<String, String> of(TaskLaunch task, String runner) {
    return Map.of(
        ATTEMPT,
        task.attempt().toString(),
        RUNNER,
        runner,
        "io.continuo.execution",
        task.attempt().execution().toString(),
        "io.continuo.task",
        task.attempt().task(),
        "io.continuo.workflow",
        task.workflow().name(),
        "io.continuo.namespace",
        task.workflow().namespace());
  }

  /** Whose container it is; empty for one that only looks like ours. */
  static Optional<AttemptId> attempt(Container container) {
    String label = container.getLabels().getOrDefault(ATTEMPT, "");
    try {
      return Optional.of(AttemptId.parse(label));
    } catch (IllegalArgumentException e) {
      LOG.warn("container {} has no attempt in its label '{}'", container.getId(), ATTEMPT);
      return Optional.empty();
    }
  }
}
