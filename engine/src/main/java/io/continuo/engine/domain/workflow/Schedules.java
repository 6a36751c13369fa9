package io.continuo.engine.domain.workflow;

import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.schedule.Slot;
import io.continuo.definition.schedule.SlotCalendar;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.PassedStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What time brings: each slot of a schedule that has come is accounted for, exactly once and in
 * order. A slot noticed in time always runs; of those noticed late, or whose time came in a pause,
 * the catch-up policy says which.
 */
public final class Schedules {
  /** A slot noticed within this time is not late, whatever kept the engine. */
  static final Duration ON_TIME = Duration.ofMinutes(10);

  /** So many slots begin in one step; the timer is due again at once. */
  private static final int AT_ONCE = 50;

  /** So many late slots are counted in one step. */
  private static final long COUNTED_AT_ONCE = 100_000;

  private final SlotBeginning beginning;

  Schedules(SlotBeginning beginning) {
    this.beginning = beginning;
  }

  /** What begins when the time of a slot has come. */
  interface SlotBeginning {
    void begin(Story story, Slot slot);
  }

  /** When the workflow has to look at its schedules again; empty while it is paused. */
  public static Optional<Instant> due(WorkflowState state) {
    if (state.paused() || state.slots().cursors().isEmpty()) {
      return Optional.empty();
    }
    Calendars calendars = state.calendars();
    Optional<Instant> earliest = Optional.empty();
    for (int i = 0; i < calendars.size(); i++) {
      Optional<Instant> due = due(state, calendars, i);
      if (due.isPresent() && (earliest.isEmpty() || due.get().isBefore(earliest.get()))) {
        earliest = due;
      }
    }
    return earliest;
  }

  private static Optional<Instant> due(WorkflowState state, Calendars calendars, int schedule) {
    LocalDateTime cursor = state.slots().cursors().get(schedule);
    return cursor == null
        ? Optional.empty()
        : calendars
            .calendar(schedule)
            .after(cursor)
            .map(slot -> notBefore(state, calendars.schedule(schedule), slot.due()));
  }

  /** A slot that is caught up waits for its turn. */
  private static Instant notBefore(WorkflowState state, Trigger.Schedule schedule, Instant due) {
    Optional<Instant> turn = turn(state, schedule);
    return turn.isPresent()
            && due.isBefore(state.slots().caughtUp().orElseThrow())
            && due.isBefore(turn.get())
        ? turn.get()
        : due;
  }

  private static Optional<Instant> turn(WorkflowState state, Trigger.Schedule schedule) {
    return schedule.catchUpPerHour().isPresent()
        ? state
            .slots()
            .caughtUp()
            .map(at -> at.plus(Duration.ofHours(1).dividedBy(schedule.catchUpPerHour().get())))
        : Optional.empty();
  }

  /**
   * Before a registration: accounts for the slots that have come by now, of schedules that do not
   * go on. What would still have waited for its turn, or for the end of a pause, is passed.
   */
  void settle(Story story, WorkflowDefinition next) {
    Optional<WorkflowDefinition> before = story.state().definition();
    Calendars calendars = story.state().calendars();
    for (int i = 0; i < calendars.size(); i++) {
      if (story.state().slots().cursors().containsKey(i) && !goesOn(before, next, i)) {
        Run run = new Run(story, i, calendars.schedule(i), calendars.calendar(i));
        if (!story.state().paused()) {
          run.passLate();
          run.beginDue();
        }
        run.passDue();
      }
    }
  }

  /** After a registration: where the slots of each schedule begin, unless it goes on as before. */
  void set(Story story, Optional<WorkflowDefinition> before) {
    WorkflowDefinition now = story.state().definition().orElseThrow();
    Calendars calendars = story.state().calendars();
    for (int i = 0; i < calendars.size(); i++) {
      if (!goesOn(before, now, i)) {
        int schedule = i;
        calendars
            .calendar(i)
            .firstFrom(story.at())
            .ifPresent(
                first ->
                    story.add(
                        new WorkflowEvent.ScheduleSet(schedule, first.order().minusNanos(1))));
      }
    }
  }

  /**
   * With partitions slots are the same under any schedule; without, they are the times of this very
   * one.
   */
  private static boolean goesOn(
      Optional<WorkflowDefinition> before, WorkflowDefinition now, int schedule) {
    if (before.isEmpty()
        || Calendars.schedules(before.get()).size() <= schedule
        || Calendars.schedules(now).size() <= schedule) {
      return false;
    }
    if (now.partitions().isEmpty() || before.get().partitions().isEmpty()) {
      Trigger.Schedule was = Calendars.schedules(before.get()).get(schedule);
      Trigger.Schedule is = Calendars.schedules(now).get(schedule);
      return now.partitions().equals(before.get().partitions())
          && was.cron().equals(is.cron())
          && was.timezone().equals(is.timezone());
    }
    return now.partitions().get().grain() == before.get().partitions().get().grain()
        && now.partitions().get().timezone().equals(before.get().partitions().get().timezone());
  }

  void wake(Story story) {
    if (story.state().paused()) {
      return;
    }
    Calendars calendars = story.state().calendars();
    for (int i = 0; i < calendars.size(); i++) {
      if (story.state().slots().cursors().containsKey(i)) {
        Run run = new Run(story, i, calendars.schedule(i), calendars.calendar(i));
        run.passLate();
        run.beginDue();
      }
    }
  }

  /** One schedule in one step. */
  private final class Run {
    private final Story story;
    private final int schedule;
    private final Trigger.Schedule says;
    private final SlotCalendar calendar;
    private final Instant late;

    Run(Story story, int schedule, Trigger.Schedule says, SlotCalendar calendar) {
      this.story = story;
      this.schedule = schedule;
      this.says = says;
      this.calendar = calendar;
      Instant inTime = story.at().minus(ON_TIME);
      this.late = story.state().slots().resumed().filter(inTime::isBefore).orElse(inTime);
    }

    private Optional<Slot> next() {
      return calendar.after(Objects.requireNonNull(story.state().slots().cursors().get(schedule)));
    }

    /** Records those late slots as missed that the catch-up policy leaves. */
    void passLate() {
      pass(
          count(slot -> slot.due().isBefore(late)) - says.catchUp().n(),
          "the time passed while the workflow was paused or nothing ran; catchUp is "
              + says.catchUp().text());
    }

    /** Records as missed whatever has come and did not begin. */
    void passDue() {
      pass(
          count(slot -> !slot.due().isAfter(story.at())),
          "the schedule was changed before its turn came");
    }

    private long count(Predicate<Slot> has) {
      long count = 0;
      Optional<Slot> slot = next();
      while (slot.isPresent() && has.test(slot.get()) && count < COUNTED_AT_ONCE) {
        count++;
        slot = calendar.after(slot.get().order());
      }
      return count;
    }

    private void pass(long passed, String reason) {
      if (passed <= 0) {
        return;
      }
      Slot first = next().orElseThrow();
      Slot last = first;
      for (long i = 1; i < passed; i++) {
        last = calendar.after(last.order()).orElseThrow();
      }
      story.add(
          new WorkflowEvent.SlotsPassed(
              schedule,
              first.name(),
              last.name(),
              passed,
              last.order(),
              PassedStatus.MISSED,
              reason));
    }

    void beginDue() {
      for (int i = 0; i < AT_ONCE; i++) {
        Optional<Slot> slot = next();
        if (slot.isEmpty() || slot.get().due().isAfter(story.at())) {
          return;
        }
        boolean isLate = slot.get().due().isBefore(late);
        if (isLate
            && turn(story.state(), says).filter(turn -> turn.isAfter(story.at())).isPresent()) {
          return;
        }
        story.add(
            new WorkflowEvent.SlotDue(
                schedule,
                slot.get().name(),
                slot.get().partition(),
                slot.get().order(),
                slot.get().nominal(),
                isLate));
        beginning.begin(story, slot.get());
      }
    }
  }
}
