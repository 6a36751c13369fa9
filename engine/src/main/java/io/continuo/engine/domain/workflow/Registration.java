package io.continuo.engine.domain.workflow;

import io.continuo.command.WorkflowCommand;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.workflow.WorkflowState.Version;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** New versions of workflows and shared tasks. */
final class Registration {
  /** Tasks that a refusal names. */
  private static final int SHOWN = 3;

  private final WorkflowId id;
  private final Set<String> queues;
  private final Schedules schedules;
  private final Landings landings;
  private final Overlap overlap;

  Registration(WorkflowId id, Set<String> queues, Starting starting) {
    this.id = id;
    this.queues = queues;
    this.schedules = starting.schedules();
    this.landings = starting.landings();
    this.overlap = starting.overlap();
  }

  /** What a new version may set going. */
  record Starting(Schedules schedules, Landings landings, Overlap overlap) {}

  Decision<WorkflowEvent> register(Story story, WorkflowCommand.RegisterWorkflow register) {
    WorkflowState state = story.state();
    Version current = state.versions().get(state.latest());
    if (current instanceof WorkflowState.TaskVersion) {
      return Decision.rejected(
          "name-taken", id + " is a shared task: choose another name for the workflow");
    }
    if (register.expected().isPresent()
        && (current == null || !register.expected().get().equals(current.digest()))) {
      return Decision.rejected(
          "precondition-failed",
          "the newest version of "
              + id
              + " is "
              + (current == null ? "none" : current.digest())
              + ": read it again");
    }
    if (current != null && current.digest().equals(register.digest())) {
      return Decision.nothing();
    }
    Optional<String> lost = withoutQueue(register.definition());
    if (lost.isPresent()) {
      return Decision.rejected("unknown-queue", lost.get());
    }
    Optional<WorkflowDefinition> before = state.definition();
    schedules.settle(story, register.definition());
    story.add(
        new WorkflowEvent.WorkflowRegistered(
            state.latest() + 1, register.digest(), register.definition()));
    schedules.set(story, before);
    landings.reconsider(story, before);
    overlap.release(story);
    return story.accepted();
  }

  /** Says which tasks ask for which queues that do not exist, and how they come to exist. */
  private Optional<String> withoutQueue(WorkflowDefinition definition) {
    Map<String, List<String>> lost = new TreeMap<>();
    definition
        .tasks()
        .forEach(
            (name, task) -> {
              if (!queues.contains(task.queue())) {
                lost.computeIfAbsent(task.queue(), _ -> new ArrayList<>()).add(name);
              }
            });
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    StringJoiner asked = new StringJoiner("; ");
    lost.forEach(
        (queue, tasks) ->
            asked.add(
                "queue '%s' does not exist: task %s asks for it".formatted(queue, shown(tasks))));
    return Optional.of(
        "%s; there are %s. Who runs Continuo adds queues with `topics apply --queues` and the setting `queues` of engine and runners, `dev --queues` on one machine"
            .formatted(asked, new TreeSet<>(queues)));
  }

  private static String shown(List<String> tasks) {
    return tasks.size() > SHOWN
        ? String.join(", ", tasks.subList(0, SHOWN)) + " and " + (tasks.size() - SHOWN) + " more"
        : String.join(", ", tasks);
  }

  Decision<WorkflowEvent> registerTask(Story story, String canonical, Digest digest) {
    WorkflowState state = story.state();
    Version current = state.versions().get(state.latest());
    if (current instanceof WorkflowState.WorkflowVersion) {
      return Decision.rejected(
          "name-taken", id + " is a workflow: choose another name for the shared task");
    }
    if (current != null && current.digest().equals(digest)) {
      return Decision.nothing();
    }
    story.add(new WorkflowEvent.TaskRegistered(state.latest() + 1, digest, canonical));
    return story.accepted();
  }
}
