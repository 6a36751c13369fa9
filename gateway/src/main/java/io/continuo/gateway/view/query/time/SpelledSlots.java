package io.continuo.gateway.view.query.time;

import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.schedule.Slot;
import io.continuo.definition.schedule.SlotCalendar;
import io.continuo.gateway.view.query.Labels;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The slots of a range, newest first. A calendar only walks forwards, so it walks windows, each
 * before the former one and longer while they hold little.
 */
final class SpelledSlots {
  /** Longer than any zone moves its clocks. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private static final Duration FIRST_WINDOW = Duration.ofHours(1);
  private static final int ENOUGH = 100;

  private final Optional<SlotCalendar> calendar;
  private final PassedSlots range;
  private final String end;
  private final LocalDateTime begin;
  private final Deque<Slot> found = new ArrayDeque<>();
  private LocalDateTime reached;
  private Duration window = FIRST_WINDOW;

  private SpelledSlots(Optional<SlotCalendar> calendar, PassedSlots range, String end, Ends ends) {
    this.calendar = calendar;
    this.range = range;
    this.end = end;
    this.begin = ends.first().minus(MARGIN);
    this.reached = ends.last().plus(MARGIN);
  }

  private record Ends(LocalDateTime first, LocalDateTime last) {}

  /**
   * The slots of the range before a label. When the newest version no longer has the schedule, or
   * slots of another kind, the range shows its ends alone.
   */
  static SpelledSlots of(WorkflowDefinition definition, PassedSlots range, String before) {
    List<Trigger.Schedule> schedules =
        definition.triggers().stream()
            .filter(Trigger.Schedule.class::isInstance)
            .map(Trigger.Schedule.class::cast)
            .toList();
    Optional<Trigger.Schedule> schedule =
        range.schedule() < schedules.size() && isNamedAlike(definition, range)
            ? Optional.of(schedules.get(range.schedule()))
            : Optional.empty();
    ZoneId zone =
        schedule
            .flatMap(Trigger.Schedule::timezone)
            .or(() -> definition.partitions().map(Partitions::timezone))
            .orElse(ZoneOffset.UTC);
    LocalDateTime last = order(range.last(), zone);
    LocalDateTime bound = end(before, zone);
    SpelledSlots slots =
        new SpelledSlots(
            schedule.map(s -> SlotCalendar.of(definition.id(), definition.partitions(), s)),
            range,
            before,
            new Ends(order(range.first(), zone), bound.isBefore(last) ? bound : last));
    if (schedule.isEmpty()) {
      slots.showEnds(zone);
    }
    return slots;
  }

  /** Whether the newest version still has slots of that kind. */
  private static boolean isNamedAlike(WorkflowDefinition definition, PassedSlots range) {
    return definition
        .partitions()
        .map(Partitions::grain)
        .equals(PartitionLabel.parse(range.first()).map(PartitionLabel::grain));
  }

  /** The next older slot; empty when there is none. */
  Optional<Slot> next() {
    while (found.isEmpty() && calendar.isPresent() && reached.isAfter(begin)) {
      walk(calendar.get());
    }
    return Optional.ofNullable(found.pollLast());
  }

  private void walk(SlotCalendar slots) {
    LocalDateTime from = reached.minus(window);
    LocalDateTime to = reached;
    reached = from;
    Optional<Slot> slot = slots.after(from);
    while (slot.isPresent() && !slot.get().order().isAfter(to)) {
      if (isIn(slot.get().name())) {
        found.addLast(slot.get());
      }
      slot = slots.after(slot.get().order());
    }
    if (found.size() < ENOUGH) {
      window = window.multipliedBy(4);
    }
  }

  private boolean isIn(String name) {
    return name.compareTo(range.first()) >= 0
        && name.compareTo(range.last()) <= 0
        && name.compareTo(end) < 0;
  }

  private void showEnds(ZoneId zone) {
    for (String name : List.of(range.first(), range.last()).stream().distinct().toList()) {
      if (isIn(name)) {
        LocalDateTime order = order(name, zone);
        Instant start = order.atZone(zone).toInstant();
        found.addLast(
            new Slot(name, Optional.of(name).filter(PartitionLabel::isLabel), order, start, start));
      }
    }
  }

  /** About where a slot of that name stands on the wall clock. */
  private static LocalDateTime order(String name, ZoneId zone) {
    return PartitionLabel.parse(name)
        .map(PartitionLabel::start)
        .orElseGet(() -> LocalDateTime.ofInstant(Instant.parse(name), zone));
  }

  /** Behind everything that comes before such a bound, as far as it can be told. */
  private static LocalDateTime end(String before, ZoneId zone) {
    String name = before.replace(Labels.BEHIND, "");
    try {
      return PartitionLabel.parse(name)
          .map(PartitionLabel::end)
          .orElseGet(() -> LocalDateTime.ofInstant(Instant.parse(name), zone));
    } catch (DateTimeException e) {
      return LocalDateTime.MAX;
    }
  }
}
