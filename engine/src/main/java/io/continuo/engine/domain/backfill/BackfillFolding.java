package io.continuo.engine.domain.backfill;

import io.continuo.backfill.SlotEnd;
import io.continuo.engine.domain.backfill.BackfillState.Live;
import io.continuo.engine.domain.backfill.BackfillState.Phase;
import io.continuo.engine.domain.backfill.BackfillState.Slot;
import io.continuo.event.BackfillEvent;
import io.continuo.event.BackfillEvent.BackfillCreated;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** A backfill's events to its state. */
public final class BackfillFolding {
  private BackfillFolding() {}

  static BackfillState evolve(BackfillState state, BackfillEvent event, Instant at) {
    return switch (event) {
      case BackfillCreated e -> created(e);
      case BackfillEvent.BackfillSlotStarted e -> {
        Live live = (Live) state;
        yield live.course()
            .slot(e.workflow(), e.slot())
            .map(slot -> started(live, slot, at))
            .orElse(live);
      }
      case BackfillEvent.BackfillSlotEnded e -> {
        Live live = (Live) state;
        yield live.course()
            .slot(e.workflow(), e.slot())
            .map(slot -> ended(live, slot, e.end()))
            .orElse(live);
      }
      case BackfillEvent.BackfillEdited e -> ((Live) state).concurrency(e.concurrency());
      case BackfillEvent.BackfillPaused e -> ((Live) state).phase(Phase.PAUSED);
      case BackfillEvent.BackfillResumed e -> ((Live) state).phase(Phase.RUNNING);
      case BackfillEvent.BackfillStopping e ->
          ((Live) state).phase(e.cancelRunning() ? Phase.CANCELLING : Phase.STOPPING);
      case BackfillEvent.BackfillEnded e -> new BackfillState.Ended(e.status());
      case BackfillEvent.BackfillCommandRejected e -> state;
    };
  }

  private static Live created(BackfillCreated e) {
    Course course = Course.of(e);
    Map<Slot, Integer> parents = course.parents();
    return new Live(
        course,
        Phase.RUNNING,
        e.concurrency(),
        0,
        false,
        TreePSet.empty(),
        TreePMap.from(parents),
        ready(course, parents),
        Pace.FRESH);
  }

  /** Those that wait for no other. */
  public static PSortedSet<Slot> ready(Course course, Map<Slot, Integer> waiting) {
    return TreePSet.from(
        course.urgency(),
        waiting.entrySet().stream()
            .filter(slot -> slot.getValue() == 0)
            .map(Map.Entry::getKey)
            .toList());
  }

  private static Live started(Live live, Slot slot, Instant at) {
    return new Live(
        live.course(),
        live.phase(),
        live.concurrency(),
        slot.step() == 0 ? live.begun() + 1 : live.begun(),
        live.flawed(),
        live.underWay().plus(slot),
        live.waiting().minus(slot),
        live.ready().minus(slot),
        live.pace().begin(at));
  }

  private static Live ended(Live live, Slot slot, SlotEnd end) {
    boolean good = live.underWay().contains(slot) && live.course().leavesData(slot, end);
    PSortedMap<Slot, Integer> waiting = live.waiting().minus(slot);
    PSortedSet<Slot> ready = live.ready().minus(slot);
    if (good) {
      for (Slot child : live.course().children(slot).toList()) {
        Optional<Integer> left = Optional.ofNullable(waiting.get(child)).map(n -> n - 1);
        waiting = left.isPresent() ? waiting.plus(child, left.get()) : waiting;
        ready = left.isPresent() && left.get() == 0 ? ready.plus(child) : ready;
      }
    }
    return new Live(
        live.course(),
        live.phase(),
        live.concurrency(),
        live.begun(),
        live.flawed() || !good,
        live.underWay().minus(slot),
        waiting,
        ready,
        live.pace());
  }
}
