package io.continuo.engine.topology.family;

import io.continuo.command.WorkflowCommand;
import io.continuo.engine.domain.workflow.WorkflowDecider;
import io.continuo.engine.domain.workflow.WorkflowState;
import io.continuo.engine.snapshot.WorkflowSnapshot;
import io.continuo.event.Recorded;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.WorkflowId;
import io.continuo.wire.Topics;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.WorkflowCommandCodec;
import io.continuo.wire.codec.WorkflowEventCodec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Workflows and shared tasks, by {@code namespace/name}. */
public final class WorkflowFamily implements Family<WorkflowState, WorkflowCommand, WorkflowEvent> {
  private final Topics topics;
  private final Set<String> queues;

  public WorkflowFamily(Topics topics, Set<String> queues) {
    this.topics = topics;
    this.queues = queues;
  }

  @Override
  public String name() {
    return "workflow";
  }

  @Override
  public String commandTopic() {
    return topics.workflowCommands();
  }

  @Override
  public String eventTopic() {
    return topics.workflowEvents();
  }

  @Override
  public RecordCodec<WorkflowCommand> commands() {
    return new WorkflowCommandCodec();
  }

  @Override
  public RecordCodec<Recorded<WorkflowEvent>> events() {
    return new WorkflowEventCodec();
  }

  @Override
  public WorkflowState initial() {
    return WorkflowState.UNREGISTERED;
  }

  @Override
  public Optional<Host<WorkflowState, WorkflowCommand, WorkflowEvent>> host(
      String key, WorkflowState state, WorkflowCommand command) {
    return Optional.of(host(key, Map.of()));
  }

  @Override
  public Host<WorkflowState, WorkflowCommand, WorkflowEvent> host(
      String key, Map<String, byte[]> rows) {
    return new Host<>(new WorkflowDecider(WorkflowId.parse(key), queues), new WorkflowSnapshot());
  }

  @Override
  public WorkflowCommand wake(String row, Instant due) {
    return new WorkflowCommand.WakeWorkflow(due);
  }

  @Override
  public Optional<Wake> wakeOf(WorkflowCommand command) {
    return command instanceof WorkflowCommand.WakeWorkflow wake
        ? Optional.of(new Wake(WorkflowSnapshot.HEAD, wake.due()))
        : Optional.empty();
  }

  @Override
  public WorkflowEvent rejection(WorkflowCommand command, String code, String message) {
    return new WorkflowEvent.WorkflowCommandRejected(
        command.getClass().getSimpleName(), code, message);
  }
}
