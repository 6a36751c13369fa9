package io.continuo.engine.topology.family;

import io.continuo.command.LimitCommand;
import io.continuo.engine.domain.limit.LimitDecider;
import io.continuo.engine.domain.limit.LimitState;
import io.continuo.engine.snapshot.LimitSnapshot;
import io.continuo.event.LimitEvent;
import io.continuo.event.Recorded;
import io.continuo.wire.Topics;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.limit.LimitCommandCodec;
import io.continuo.wire.codec.limit.LimitEventCodec;
import java.util.Map;
import java.util.Optional;

/** Limits, by name; one may be asked for permits before it is set. */
public final class LimitFamily implements Family<LimitState, LimitCommand, LimitEvent> {
  private final Topics topics;

  public LimitFamily(Topics topics) {
    this.topics = topics;
  }

  @Override
  public String name() {
    return "limit";
  }

  @Override
  public String commandTopic() {
    return topics.limitCommands();
  }

  @Override
  public String eventTopic() {
    return topics.limitEvents();
  }

  @Override
  public RecordCodec<LimitCommand> commands() {
    return new LimitCommandCodec();
  }

  @Override
  public RecordCodec<Recorded<LimitEvent>> events() {
    return new LimitEventCodec();
  }

  @Override
  public LimitState initial() {
    return LimitState.UNKNOWN;
  }

  @Override
  public Optional<Host<LimitState, LimitCommand, LimitEvent>> host(
      String key, LimitState state, LimitCommand command) {
    return Optional.of(host(key, Map.of()));
  }

  @Override
  public Host<LimitState, LimitCommand, LimitEvent> host(String key, Map<String, byte[]> rows) {
    return new Host<>(new LimitDecider(key), new LimitSnapshot());
  }

  @Override
  public LimitEvent rejection(LimitCommand command, String code, String message) {
    return new LimitEvent.LimitCommandRejected(command.getClass().getSimpleName(), code, message);
  }
}
