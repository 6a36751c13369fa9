package io.continuo.engine.snapshot;

import io.continuo.engine.domain.runner.RunnerDecider;
import io.continuo.engine.domain.runner.RunnerState;
import io.continuo.engine.domain.runner.RunnerState.Standing;
import io.continuo.event.RunnerEvent;
import io.continuo.id.AttemptId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;

/** A runner as a row for its standing and one per attempt that it answers for. */
public final class RunnerSnapshot implements Snapshot<RunnerState, RunnerEvent> {
  /** Row of all but the guarded attempts; the timer hangs on it. */
  public static final String STANDING = "s";

  private static final String GUARDED = "g/";

  @Override
  public Collection<String> touched(RunnerState before, RunnerEvent event, Instant at) {
    return switch (event) {
      case RunnerEvent.AttemptGuarded e -> List.of(STANDING, GUARDED + e.attempt());
      case RunnerEvent.AttemptReleased e -> List.of(STANDING, GUARDED + e.attempt());
      case RunnerEvent.AttemptLost e -> List.of(STANDING, GUARDED + e.attempt());
      case RunnerEvent.RunnerJoined e -> List.of(STANDING);
      case RunnerEvent.RunnerSeen e -> List.of(STANDING);
      case RunnerEvent.RunnerLeft e -> List.of(STANDING);
      case RunnerEvent.RunnerLost e -> List.of(STANDING);
      case RunnerEvent.RunnerDraining e -> List.of(STANDING);
      case RunnerEvent.RunnerCommandRejected e -> List.of();
    };
  }

  @Override
  public Optional<byte[]> encode(RunnerState state, String row) {
    if (row.equals(STANDING)) {
      return Optional.of(
          new RowWriter(2)
              .text(state.standing().name())
              .number(state.incarnation())
              .time(state.seen())
              .optional(state.draining())
              .toBytes());
    }
    Long claimed = state.guarded().get(AttemptId.parse(row.substring(GUARDED.length())));
    return Optional.ofNullable(claimed)
        .map(incarnation -> new RowWriter(1).number(incarnation).toBytes());
  }

  @Override
  public RunnerState decode(Map<String, byte[]> rows) {
    Map<AttemptId, Long> guarded = new HashMap<>();
    RunnerState state = RunnerState.UNKNOWN;
    for (Map.Entry<String, byte[]> entry : rows.entrySet()) {
      RowReader in = new RowReader(entry.getValue());
      if (entry.getKey().equals(STANDING)) {
        state = standing(in);
      } else {
        guarded.put(AttemptId.parse(entry.getKey().substring(GUARDED.length())), in.number());
      }
    }
    return new RunnerState(
        state.standing(),
        state.incarnation(),
        state.seen(),
        state.draining(),
        HashTreePMap.from(guarded));
  }

  /** Form 1 did not know of draining. */
  private static RunnerState standing(RowReader in) {
    return switch (in.form()) {
      case 1, 2 ->
          new RunnerState(
              Standing.valueOf(in.text()),
              in.number(),
              in.time(),
              in.form() == 1 ? Optional.empty() : in.optional(),
              HashTreePMap.empty());
      default -> throw in.unknownForm();
    };
  }

  @Override
  public Optional<Instant> due(RunnerState state, String row) {
    return row.equals(STANDING) ? RunnerDecider.due(state) : Optional.empty();
  }
}
