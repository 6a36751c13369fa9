package io.continuo.runner.stream;

import io.continuo.dispatch.Lane;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which lane of a queue to look at first. While both have work, their weights say how many tasks
 * come from each. A backfill lane that was empty is looked at seldom: looking at it holds up the
 * live lane. Reads no clock; used by one thread.
 */
final class LaneChooser {
  static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Shares<Lane> shares;
  private long looked = Long.MIN_VALUE;

  LaneChooser(Map<Lane, Integer> weights) {
    this.shares = new Shares<>(weights);
  }

  Lane first(long now) {
    if (shares.isBusy(Lane.BACKFILL)) {
      return shares.isTurnOf(Lane.LIVE) ? Lane.LIVE : Lane.BACKFILL;
    }
    return isWorthALook(Lane.BACKFILL, now) ? Lane.BACKFILL : Lane.LIVE;
  }

  /** Whether the lane had work when it was last looked at. */
  boolean isBusy(Lane lane) {
    return shares.isBusy(lane);
  }

  /**
   * Whether the live lane, being first, had nothing just now and is still thought to have work:
   * where room is scarce, the backfill lane must not have its turn for that.
   */
  boolean isOnlySlow(Lane first) {
    return first == Lane.LIVE && shares.isBusy(Lane.LIVE);
  }

  /** Whether to look at the lane too, when the first had nothing. */
  boolean isWorthALook(Lane lane, long now) {
    return lane == Lane.LIVE
        || shares.isBusy(lane)
        || looked == Long.MIN_VALUE
        || now - looked >= GLANCE_NANOS;
  }

  /** What a look at the lane brought. */
  void found(Lane lane, int tasks, long now) {
    if (lane == Lane.BACKFILL) {
      looked = now;
    }
    if (tasks > 0) {
      shares.took(lane, tasks);
    } else {
      shares.foundNothing(lane);
    }
  }
}
