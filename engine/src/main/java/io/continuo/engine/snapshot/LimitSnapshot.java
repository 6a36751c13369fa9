package io.continuo.engine.snapshot;

import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.engine.domain.limit.LimitState;
import io.continuo.engine.domain.limit.LimitState.Request;
import io.continuo.engine.domain.limit.LimitState.Setting;
import io.continuo.engine.domain.limit.LimitState.Waiting;
import io.continuo.event.LimitEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A limit as a head row, and one row per holder and per waiting request. */
public final class LimitSnapshot implements Snapshot<LimitState, LimitEvent> {
  private static final String HEAD = "l";
  private static final String HOLDER = "h/";
  private static final String WAITING = "w/";

  /** Forms of the head row. */
  private static final int NOT_SET = 1;

  private static final int SET = 2;

  @Override
  public Collection<String> touched(LimitState before, LimitEvent event, Instant at) {
    return switch (event) {
      case LimitEvent.LimitSet e -> List.of(HEAD);
      case LimitEvent.PermitsQueued e -> List.of(HEAD, WAITING + e.holder());
      case LimitEvent.PermitsGranted e -> List.of(HOLDER + e.holder(), WAITING + e.holder());
      case LimitEvent.PermitsReleased e -> List.of(HOLDER + e.holder(), WAITING + e.holder());
      case LimitEvent.LimitCommandRejected e -> List.of();
    };
  }

  @Override
  public Optional<byte[]> encode(LimitState state, String row) {
    if (row.equals(HEAD)) {
      return Optional.of(head(state));
    }
    AttemptId holder = AttemptId.parse(row.substring(HOLDER.length()));
    return row.startsWith(HOLDER)
        ? Optional.ofNullable(state.holders().get(holder))
            .map(request -> request(new RowWriter(1), request).toBytes())
        : Optional.ofNullable(state.waiting().get(holder)).map(LimitSnapshot::waiting);
  }

  private static byte[] head(LimitState state) {
    if (state.setting().isEmpty()) {
      return new RowWriter(NOT_SET).number(state.queued()).toBytes();
    }
    Setting setting = state.setting().get();
    return new RowWriter(SET)
        .number(state.queued())
        .small(setting.permits())
        .number(Double.doubleToLongBits(setting.backfillShare()))
        .text(setting.description())
        .toBytes();
  }

  private static byte[] waiting(Waiting waiting) {
    return request(new RowWriter(1), waiting.request())
        .number(waiting.order())
        .time(waiting.since())
        .toBytes();
  }

  private static RowWriter request(RowWriter out, Request request) {
    return out.small(request.weight())
        .text(request.workflow().toString())
        .text(request.priority().name())
        .text(request.lane().name());
  }

  @Override
  public LimitState decode(Map<String, byte[]> rows) {
    Optional<Setting> setting = Optional.empty();
    long queued = 0;
    Map<AttemptId, Request> holders = new HashMap<>();
    Map<AttemptId, Waiting> waiting = new HashMap<>();
    for (Map.Entry<String, byte[]> entry : rows.entrySet()) {
      RowReader in = new RowReader(entry.getValue());
      String row = entry.getKey();
      if (row.equals(HEAD)) {
        queued = in.number();
        setting = in.form() == SET ? Optional.of(setting(in)) : Optional.empty();
      } else if (row.startsWith(HOLDER)) {
        holders.put(AttemptId.parse(row.substring(HOLDER.length())), request(in));
      } else {
        waiting.put(
            AttemptId.parse(row.substring(WAITING.length())),
            new Waiting(request(in), in.number(), in.time()));
      }
    }
    return LimitState.of(setting, queued, holders, waiting);
  }

  private static Setting setting(RowReader in) {
    return new Setting(in.small(), Double.longBitsToDouble(in.number()), in.text());
  }

  private static Request request(RowReader in) {
    return new Request(
        in.small(),
        WorkflowId.parse(in.text()),
        Priority.valueOf(in.text()),
        Lane.valueOf(in.text()));
  }

  /** Nothing of a limit hangs on time: whoever waits for permits watches the clock itself. */
  @Override
  public Optional<Instant> due(LimitState state, String row) {
    return Optional.empty();
  }
}
