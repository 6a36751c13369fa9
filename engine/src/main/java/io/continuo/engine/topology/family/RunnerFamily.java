package io.continuo.engine.topology.family;

import io.continuo.command.RunnerCommand;
import io.continuo.engine.domain.runner.RunnerDecider;
import io.continuo.engine.domain.runner.RunnerState;
import io.continuo.engine.snapshot.RunnerSnapshot;
import io.continuo.event.Recorded;
import io.continuo.event.RunnerEvent;
import io.continuo.wire.Topics;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.RunnerCommandCodec;
import io.continuo.wire.codec.RunnerEventCodec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Task runners, by name. */
public final class RunnerFamily implements Family<RunnerState, RunnerCommand, RunnerEvent> {
  private final Topics topics;

  public RunnerFamily(Topics topics) {
    this.topics = topics;
  }

  @Override
  public String name() {
    return "runner";
  }

  @Override
  public String commandTopic() {
    return topics.runnerCommands();
  }

  @Override
  public String eventTopic() {
    return topics.runnerEvents();
  }

  @Override
  public RecordCodec<RunnerCommand> commands() {
    return new RunnerCommandCodec();
  }

  @Override
  public RecordCodec<Recorded<RunnerEvent>> events() {
    return new RunnerEventCodec();
  }

  @Override
  public RunnerState initial() {
    return RunnerState.UNKNOWN;
  }

  @Override
  public Optional<Host<RunnerState, RunnerCommand, RunnerEvent>> host(
      String key, RunnerState state, RunnerCommand command) {
    return Optional.of(host(key, Map.of()));
  }

  @Override
  public Host<RunnerState, RunnerCommand, RunnerEvent> host(String key, Map<String, byte[]> rows) {
    return new Host<>(new RunnerDecider(key), new RunnerSnapshot());
  }

  @Override
  public RunnerCommand wake(String row, Instant due) {
    return new RunnerCommand.WakeRunner(due);
  }

  @Override
  public Optional<Wake> wakeOf(RunnerCommand command) {
    return command instanceof RunnerCommand.WakeRunner wake
        ? Optional.of(new Wake(RunnerSnapshot.STANDING, wake.due()))
        : Optional.empty();
  }

  @Override
  public RunnerEvent rejection(RunnerCommand command, String code, String message) {
    return new RunnerEvent.RunnerCommandRejected(command.getClass().getSimpleName(), code, message);
  }
}
