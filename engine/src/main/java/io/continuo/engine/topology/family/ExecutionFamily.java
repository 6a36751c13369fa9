package io.continuo.engine.topology.family;

import io.continuo.command.ExecutionCommand;
import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.execution.ExecutionDecider;
import io.continuo.engine.domain.execution.ExecutionState;
import io.continuo.engine.domain.execution.Pinned;
import io.continuo.engine.snapshot.ExecutionSnapshot;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.Recorded;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.Topics;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.ExecutionEventCodec;
import io.continuo.wire.codec.RecordCodec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Executions, each pinned to a definition that must be visible before it can start. */
public final class ExecutionFamily
    implements Family<ExecutionState, ExecutionCommand, ExecutionEvent> {
  private final Topics topics;
  private final Definitions definitions;

  public ExecutionFamily(Topics topics, Definitions definitions) {
    this.topics = topics;
    this.definitions = definitions;
  }

  @Override
  public String name() {
    return "execution";
  }

  @Override
  public String commandTopic() {
    return topics.executionCommands();
  }

  @Override
  public String eventTopic() {
    return topics.executionEvents();
  }

  @Override
  public RecordCodec<ExecutionCommand> commands() {
    return new ExecutionCommandCodec();
  }

  @Override
  public RecordCodec<Recorded<ExecutionEvent>> events() {
    return new ExecutionEventCodec();
  }

  @Override
  public ExecutionState initial() {
    return ExecutionState.ABSENT;
  }

  @Override
  public boolean livesOnce() {
    return true;
  }

  @Override
  public Optional<Host<ExecutionState, ExecutionCommand, ExecutionEvent>> host(
      String key, ExecutionState state, ExecutionCommand command) {
    return switch (state) {
      case ExecutionState.Live live -> Optional.of(host(key, pinned(live.origin())));
      case ExecutionState.Absent() ->
          command instanceof ExecutionCommand.StartExecution start
              ? find(start.workflow(), start.digest()).map(pinned -> host(key, pinned))
              : Optional.of(host(key, Pinned.NONE));
    };
  }

  @Override
  public Host<ExecutionState, ExecutionCommand, ExecutionEvent> host(
      String key, Map<String, byte[]> rows) {
    return host(key, pinned(ExecutionSnapshot.origin(rows).orElseThrow()));
  }

  private Pinned pinned(ExecutionState.Origin origin) {
    return find(origin.workflow(), origin.digest())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the definition " + origin.workflow() + "@" + origin.digest() + " is gone"));
  }

  private Optional<Pinned> find(WorkflowId workflow, Digest digest) {
    return definitions.find(Definitions.key(workflow, digest));
  }

  private static Host<ExecutionState, ExecutionCommand, ExecutionEvent> host(
      String key, Pinned pinned) {
    return new Host<>(
        new ExecutionDecider(ExecutionId.parse(key), pinned), new ExecutionSnapshot(pinned));
  }

  @Override
  public ExecutionCommand wake(String row, Instant due) {
    return new ExecutionCommand.WakeExecution(ExecutionSnapshot.taskOf(row), due);
  }

  /** A runner that asks for an attempt is answered at once, on the topic of its own. */
  @Override
  public boolean isAnsweredByEvent(ExecutionCommand command) {
    return !(command instanceof ExecutionCommand.ClaimAttempt);
  }

  @Override
  public Optional<Wake> wakeOf(ExecutionCommand command) {
    return command instanceof ExecutionCommand.WakeExecution wake
        ? Optional.of(new Wake(ExecutionSnapshot.rowOf(wake.task()), wake.due()))
        : Optional.empty();
  }

  @Override
  public ExecutionEvent rejection(ExecutionCommand command, String code, String message) {
    return new ExecutionEvent.ExecutionCommandRejected(
        command.getClass().getSimpleName(), code, message);
  }

  @Override
  public Decision<ExecutionEvent> tooLarge(
      Decider<ExecutionState, ExecutionCommand, ExecutionEvent> decider,
      ExecutionState state,
      Instant at,
      String message) {
    return state instanceof ExecutionState.Live
        ? decider.decide(state, new ExecutionCommand.FailExecution(message), at)
        : Decision.rejected("too-large", message);
  }
}
