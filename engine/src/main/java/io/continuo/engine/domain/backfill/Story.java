package io.continuo.engine.domain.backfill;

import io.continuo.backfill.SlotEnd;
import io.continuo.command.BackfillCommand;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Unfolding;
import io.continuo.engine.domain.backfill.BackfillState.Live;
import io.continuo.engine.domain.backfill.BackfillState.Slot;
import io.continuo.event.BackfillEvent;
import io.continuo.event.BackfillEvent.BackfillStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;

/** The events of one decision, as they unfold on a backfill that has not ended. */
final class Story {
  private final Unfolding<BackfillState, BackfillCommand, BackfillEvent> unfolding;
  private final Instant at;

  Story(BackfillDecider decider, BackfillState state, Instant at) {
    this.unfolding = new Unfolding<>(decider, state, at);
    this.at = at;
  }

  void add(BackfillEvent event) {
    unfolding.add(event);
  }

  Live live() {
    return (Live) unfolding.state();
  }

  Decision<BackfillEvent> accepted() {
    return unfolding.accepted();
  }

  /** Begins slots while there is room, no faster than the pace. */
  void fill() {
    while (live().hasRoom() && live().pace().hasRoom(at)) {
      Optional<Slot> next = live().next();
      if (next.isEmpty()) {
        return;
      }
      Slot slot = next.get();
      add(
          new BackfillEvent.BackfillSlotStarted(
              live().course().workflow(slot), slot.label().toString()));
    }
  }

  /** Gives up what reads, directly or not, from a slot that did not leave its data. */
  void skipDownstreamOf(Slot slot, SlotEnd end) {
    String reason =
        "upstream "
            + live().course().workflow(slot)
            + " "
            + slot.label()
            + " "
            + (end == SlotEnd.FAILED ? "" : "was ")
            + end.name().toLowerCase(Locale.ROOT);
    Queue<Slot> without = new ArrayDeque<>(List.of(slot));
    while (!without.isEmpty()) {
      for (Slot child : live().course().children(without.remove()).toList()) {
        if (live().waiting().get(child) != null) {
          skip(child, reason);
          without.add(child);
        }
      }
    }
  }

  void finish() {
    if (live().isStopping()) {
      add(new BackfillEvent.BackfillEnded(BackfillStatus.STOPPED));
      return;
    }
    // Nothing is left here but after an update of the time zones while it ran.
    for (Slot left : live().waiting().keySet()) {
      skip(left, "its upstream has changed with the rules of its time zone");
    }
    add(
        new BackfillEvent.BackfillEnded(
            live().flawed() ? BackfillStatus.FAILED : BackfillStatus.SUCCEEDED));
  }

  private void skip(Slot slot, String reason) {
    add(
        new BackfillEvent.BackfillSlotEnded(
            live().course().workflow(slot),
            slot.label().toString(),
            Optional.empty(),
            SlotEnd.SKIPPED,
            reason));
  }
}
