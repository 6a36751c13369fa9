package io.continuo.definition.schedule;

import io.continuo.definition.Trigger;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.partition.WallClock;
import io.continuo.id.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The slots of one schedule, in their order. Times are those of the schedule's zone, or else the
 * partitions', or else UTC. One in a gap of the zone happens right after it, one that comes twice
 * happens the first time.
 *
 * <p>Without partitions a slot is a time of the schedule. With partitions:
 *
 * <ul>
 *   <li>A cron expression says when to fire; what runs is the partition of the moment that lies the
 *       offset (default none) before that.
 *   <li>An alias says what to run: daily is every midnight, and the partition that contains it. It
 *       fires the offset after that, by default when the partition ends. So {@code daily} runs each
 *       day as soon as it is over; {@code monthly} with daily partitions runs the first day of each
 *       month, when that day is over.
 *   <li>Of several times that lead to the same partition the first one counts.
 * </ul>
 *
 * <p>The order of slots depends on partitions alone, so a changed schedule goes on after the last
 * slot of the former one and neither loses nor doubles any.
 */
public final class SlotCalendar {
  private final WorkflowId workflow;
  private final Trigger.Schedule schedule;
  private final Fires fires;

  /** The last answer: whoever waits for a slot asks several times which is the next. */
  private volatile After known = new After(LocalDateTime.MAX, Optional.empty());

  private SlotCalendar(WorkflowId workflow, Trigger.Schedule schedule, Fires fires) {
    this.workflow = workflow;
    this.schedule = schedule;
    this.fires = fires;
  }

  private record After(LocalDateTime order, Optional<Slot> slot) {}

  /**
   * The calendar of a schedule.
   *
   * @throws IllegalArgumentException when its cron expression is none, which the reader refuses
   *     beforehand
   */
  public static SlotCalendar of(
      WorkflowId workflow, Optional<Partitions> partitions, Trigger.Schedule schedule) {
    ZoneId zone =
        schedule.timezone().or(() -> partitions.map(Partitions::timezone)).orElse(ZoneOffset.UTC);
    Cron cron = Cron.parse(schedule.cron());
    WallClock clock = new WallClock(zone);
    Fires fires =
        partitions.isPresent()
            ? of(cron, clock, partitions.get(), schedule.offset())
            : new Fires.OfTimes(cron, clock);
    return new SlotCalendar(workflow, schedule, fires);
  }

  private static Fires of(
      Cron cron, WallClock clock, Partitions partitions, Optional<Duration> offset) {
    return cron.isAlias()
        ? new Fires.OfPartitions(cron, clock, partitions, Duration.ZERO, offset)
        : new Fires.OfPartitions(
            cron, clock, partitions, offset.orElse(Duration.ZERO), Optional.of(Duration.ZERO));
  }

  /** The first slot whose order is greater; empty when none lies in the years to 9999. */
  public Optional<Slot> after(LocalDateTime order) {
    After last = known;
    if (!last.order().equals(order)) {
      last = new After(order, slot(fires.after(order)));
      known = last;
    }
    return last.slot();
  }

  /** The first slot whose nominal instant is that one or later; empty as above. */
  public Optional<Slot> firstFrom(Instant instant) {
    return slot(fires.firstFrom(instant));
  }

  private Optional<Slot> slot(Fire fire) {
    if (!fire.isWritable()) {
      return Optional.empty();
    }
    String name = fire.name();
    Instant nominal = fire.nominal();
    return Optional.of(
        new Slot(
            name,
            fire.partition().map(partition -> name),
            fire.order(),
            nominal,
            nominal.plus(jitter(name))));
  }

  /** Evenly spread below the bound, in whole milliseconds, by the name of the slot. */
  private Duration jitter(String slot) {
    double share = NameHash.share(workflow + "@" + slot);
    return Duration.ofMillis((long) (share * schedule.jitter().toMillis()));
  }

  /** Why this slot is expected, and why then: one sentence for people. */
  public String explain(Slot slot) {
    return Explanation.of(slot, schedule, fires.at(slot.order()));
  }
}
