package io.continuo.engine.domain.limit;

import io.continuo.dispatch.Lane;
import io.continuo.dispatch.Turn;
import io.continuo.engine.domain.limit.LimitState.Setting;
import io.continuo.engine.domain.limit.LimitState.Waiting;
import io.continuo.id.AttemptId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pcollections.PSortedMap;

/**
 * Whose turn it is. Only the first of each line is looked at, so the length of the queue costs
 * nothing.
 *
 * <p>A request that does not fit lets lighter ones pass until it has aged a level; from then on
 * what becomes free is kept for it. One that is heavier than the limit waits and holds nobody up.
 */
final class Turns {
  private record Head(Turn turn, AttemptId holder, Waiting waiting) {}

  private Turns() {}

  /**
   * The request that gets its permits now. Time alone frees none: when there is nobody, somebody
   * holds what the first is waiting for.
   */
  static Optional<AttemptId> next(LimitState state, Instant at) {
    if (state.setting().isEmpty()) {
      return Optional.empty();
    }
    Setting setting = state.setting().get();
    long free = setting.permits() - state.used().all();
    if (free <= 0 || state.lines().isEmpty()) {
      return Optional.empty();
    }
    boolean backfillsKept = false;
    for (Head head : heads(state, at)) {
      int weight = head.waiting().request().weight();
      boolean backfill = head.waiting().request().lane() == Lane.BACKFILL;
      if (weight > setting.permits() || (backfill && backfillsKept)) {
        continue;
      }
      boolean withinShare = !backfill || isWithinShare(state, setting, weight);
      if (withinShare && weight <= free) {
        return Optional.of(head.holder());
      }
      if (Turn.aged(head.waiting().since(), at) > 0) {
        if (withinShare) {
          return Optional.empty();
        }
        backfillsKept = true;
      }
    }
    return Optional.empty();
  }

  /** Backfills share what is theirs, and one of them may always go. */
  private static boolean isWithinShare(LimitState state, Setting setting, int weight) {
    long backfills = state.used().backfills();
    return backfills == 0 || backfills + weight <= setting.backfillPermits();
  }

  private static List<Head> heads(LimitState state, Instant at) {
    List<Head> heads = new ArrayList<>(state.lines().size());
    for (PSortedMap<Long, AttemptId> line : state.lines().values()) {
      AttemptId holder = line.firstEntry().getValue();
      Waiting waiting = Objects.requireNonNull(state.waiting().get(holder), "in line, not waiting");
      heads.add(new Head(turn(state, waiting, at), holder, waiting));
    }
    heads.sort(Comparator.comparing(Head::turn));
    return heads;
  }

  private static Turn turn(LimitState state, Waiting waiting, Instant at) {
    LimitState.Request request = waiting.request();
    return new Turn(
        Turn.level(request.priority(), waiting.since(), at),
        request.lane(),
        state.used().of(request.workflow().namespace()),
        waiting.order());
  }
}
