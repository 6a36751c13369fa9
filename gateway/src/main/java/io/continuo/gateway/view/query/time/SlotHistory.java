package io.continuo.gateway.view.query.time;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.schedule.Slot;
import io.continuo.gateway.view.query.Cursor;
import io.continuo.gateway.view.query.Labels;
import io.continuo.gateway.view.query.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Every expected slot of a workflow, newest first: those with a record of their own, and between
 * them those that passed in a row, which the calendar of the newest version spells out.
 */
public final class SlotHistory {
  /** A page looks at no more passed slots than this; what is left is on the next one. */
  private static final int PATIENCE = 5_000;

  private final Slots slots;

  public SlotHistory(Slots slots) {
    this.slots = slots;
  }

  public Page<SlotSummary> page(
      WorkflowDefinition definition, SlotFilter filter, Optional<String> cursor, int limit) {
    String before = cursor.map(text -> Cursor.parse(text, 1).getFirst()).orElse(Labels.BEHIND);
    List<SlotSummary> found =
        new ArrayList<>(slots.before(definition.id(), filter, before, limit + 1));
    Optional<String> end = Optional.empty();
    if (filter.wants("skipped") || filter.wants("missed")) {
      Passed passed = new Passed(definition, filter, limit + 1);
      end = passed.look(before);
      found.addAll(passed.found);
    }
    found.sort(Comparator.comparing(SlotSummary::slot).reversed());
    return page(found, end, limit);
  }

  /** What is older than where the passed slots were left waits for the next page. */
  private static Page<SlotSummary> page(List<SlotSummary> found, Optional<String> end, int limit) {
    List<SlotSummary> known =
        end.isEmpty()
            ? found
            : found.stream().filter(slot -> slot.slot().compareTo(end.get()) >= 0).toList();
    if (known.size() > limit || end.isEmpty()) {
      return Page.of(known, limit, last -> Cursor.of(last.slot()));
    }
    return new Page<>(known, Optional.of(Cursor.of(end.get())));
  }

  /** The newest passed slots, out of ranges that may overlap. */
  private final class Passed {
    private final WorkflowDefinition definition;
    private final SlotFilter filter;
    private final int wanted;
    private final List<SlotSummary> found = new ArrayList<>();

    Passed(WorkflowDefinition definition, SlotFilter filter, int wanted) {
      this.definition = definition;
      this.filter = filter;
      this.wanted = wanted;
    }

    /** Finds them; the label at which it stopped early, if it did. */
    Optional<String> look(String before) {
      List<PassedSlots> ranges = slots.passedBefore(definition.id(), filter, before, wanted);
      PriorityQueue<Spelled> next = new PriorityQueue<>(Spelled.NEWEST);
      String bound = before.compareTo(filter.labels().end()) < 0 ? before : filter.labels().end();
      for (PassedSlots range : ranges) {
        new Spelled(range, SpelledSlots.of(definition, range, bound)).queue(next);
      }
      Optional<String> incomplete =
          ranges.size() < wanted ? Optional.empty() : Optional.of(ranges.getLast().last());
      return merge(next).or(() -> incomplete);
    }

    private Optional<String> merge(PriorityQueue<Spelled> next) {
      String last = "";
      for (int looked = 0; !next.isEmpty(); looked++) {
        Spelled spelled = next.poll();
        Slot slot = spelled.head();
        if (found.size() == wanted || looked == PATIENCE) {
          return Optional.of(last);
        }
        if (slot.name().compareTo(filter.labels().first()) >= 0) {
          if (!slot.name().equals(last) && slots.find(definition.id(), slot.name()).isEmpty()) {
            found.add(spelled.summary());
          }
          last = slot.name();
          spelled.queue(next);
        }
      }
      return Optional.empty();
    }
  }

  /** A range with the slot of it that comes next. */
  private static final class Spelled {
    static final Comparator<Spelled> NEWEST =
        Comparator.comparing((Spelled spelled) -> spelled.head().name()).reversed();

    private final PassedSlots range;
    private final SpelledSlots slots;
    private Optional<Slot> head = Optional.empty();

    Spelled(PassedSlots range, SpelledSlots slots) {
      this.range = range;
      this.slots = slots;
    }

    void queue(PriorityQueue<Spelled> queue) {
      head = slots.next();
      if (head.isPresent()) {
        queue.add(this);
      }
    }

    Slot head() {
      return head.orElseThrow();
    }

    SlotSummary summary() {
      return new SlotSummary(
          head().name(),
          head().partition(),
          range.status(),
          Optional.of(range.reason()).filter(text -> !text.isEmpty()),
          Optional.of(head().due()),
          Optional.empty(),
          range.at());
    }
  }
}
