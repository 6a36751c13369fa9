package io.continuo.engine.domain.workflow;

import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.schedule.SlotCalendar;
import java.util.List;
import java.util.stream.Stream;

/** The calendars of a definition's schedules, read once; they say nothing that it does not say. */
public final class Calendars {
  static final Calendars NONE = new Calendars(List.of(), List.of());

  private final List<Trigger.Schedule> schedules;
  private final List<SlotCalendar> calendars;

  private Calendars(List<Trigger.Schedule> schedules, List<SlotCalendar> calendars) {
    this.schedules = schedules;
    this.calendars = calendars;
  }

  static Calendars of(WorkflowDefinition workflow) {
    List<Trigger.Schedule> schedules = schedules(workflow);
    return new Calendars(
        schedules,
        schedules.stream()
            .map(schedule -> SlotCalendar.of(workflow.id(), workflow.partitions(), schedule))
            .toList());
  }

  static List<Trigger.Schedule> schedules(WorkflowDefinition workflow) {
    return workflow.triggers().stream()
        .flatMap(t -> t instanceof Trigger.Schedule schedule ? Stream.of(schedule) : Stream.empty())
        .toList();
  }

  int size() {
    return schedules.size();
  }

  Trigger.Schedule schedule(int index) {
    return schedules.get(index);
  }

  SlotCalendar calendar(int index) {
    return calendars.get(index);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Calendars same && schedules.equals(same.schedules);
  }

  @Override
  public int hashCode() {
    return schedules.hashCode();
  }
}
