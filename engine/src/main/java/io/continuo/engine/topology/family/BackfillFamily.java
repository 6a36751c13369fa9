package io.continuo.engine.topology.family;

import io.continuo.command.BackfillCommand;
import io.continuo.engine.domain.backfill.BackfillDecider;
import io.continuo.engine.domain.backfill.BackfillState;
import io.continuo.engine.snapshot.BackfillSnapshot;
import io.continuo.event.BackfillEvent;
import io.continuo.event.Recorded;
import io.continuo.wire.Topics;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.backfill.BackfillCommandCodec;
import io.continuo.wire.codec.backfill.BackfillEventCodec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Backfills, by id. */
public final class BackfillFamily implements Family<BackfillState, BackfillCommand, BackfillEvent> {
  private final Topics topics;

  public BackfillFamily(Topics topics) {
    this.topics = topics;
  }

  @Override
  public String name() {
    return "backfill";
  }

  @Override
  public String commandTopic() {
    return topics.backfillCommands();
  }

  @Override
  public String eventTopic() {
    return topics.backfillEvents();
  }

  @Override
  public RecordCodec<BackfillCommand> commands() {
    return new BackfillCommandCodec();
  }

  @Override
  public RecordCodec<Recorded<BackfillEvent>> events() {
    return new BackfillEventCodec();
  }

  @Override
  public BackfillState initial() {
    return BackfillState.ABSENT;
  }

  @Override
  public Optional<Host<BackfillState, BackfillCommand, BackfillEvent>> host(
      String key, BackfillState state, BackfillCommand command) {
    return Optional.of(host(key, Map.of()));
  }

  @Override
  public Host<BackfillState, BackfillCommand, BackfillEvent> host(
      String key, Map<String, byte[]> rows) {
    if (!UUID.fromString(key).toString().equals(key)) {
      throw new IllegalArgumentException("'" + key + "' is no id of a backfill: ids are UUIDs");
    }
    return new Host<>(new BackfillDecider(key), new BackfillSnapshot());
  }

  @Override
  public BackfillCommand wake(String row, Instant due) {
    return new BackfillCommand.WakeBackfill(due);
  }

  @Override
  public Optional<Wake> wakeOf(BackfillCommand command) {
    return command instanceof BackfillCommand.WakeBackfill wake
        ? Optional.of(new Wake(BackfillSnapshot.HEAD, wake.due()))
        : Optional.empty();
  }

  @Override
  public BackfillEvent rejection(BackfillCommand command, String code, String message) {
    return new BackfillEvent.BackfillCommandRejected(
        command.getClass().getSimpleName(), code, message);
  }
}
