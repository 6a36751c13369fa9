package io.continuo.definition.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.Trigger;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.CatchUp;
import io.continuo.id.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Slots around every jump of every clock from 1990 to 2040. */
class EveryZoneTest {
  private static final WorkflowId WORKFLOW = new WorkflowId("a", "b");
  private static final List<Grain> GRAINS = List.of(Grain.HOURLY, Grain.DAILY, Grain.WEEKLY);
  private static final List<String> CRONS =
      List.of("0 * * * *", "*/7 * * * *", "0 */6 * * *", "15 2 * * *", "hourly", "daily");

  @Test
  void hourlySlotsAreEveryLabelOnceAndGapsAndOverlapsMakeNone() {
    for (ZoneId zone : Zones.thatJump()) {
      Partitions hours = new Partitions(Grain.HOURLY, zone, Optional.empty());
      everyLabelOnce(hours, Trigger.Schedule.of("0 * * * *"));
      everyLabelOnce(hours, Trigger.Schedule.of("hourly"));
    }
  }

  @Test
  void dailySlotsAreEveryLabelOnceAndGapsAndOverlapsMakeNone() {
    for (ZoneId zone : Zones.thatJump()) {
      Partitions days = new Partitions(Grain.DAILY, zone, Optional.empty());
      everyLabelOnce(days, Trigger.Schedule.of("30 2 * * *"));
      everyLabelOnce(days, Trigger.Schedule.of("daily"));
      everyLabelOnce(days, schedule("30 0 * * *", Optional.empty(), Duration.ofHours(30)));
    }
  }

  private static void everyLabelOnce(Partitions partitions, Trigger.Schedule schedule) {
    SlotCalendar slots = SlotCalendar.of(WORKFLOW, Optional.of(partitions), schedule);
    for (ZoneOffsetTransition jump : Zones.jumps(partitions.timezone())) {
      PartitionLabel first = partitions.at(jump.getInstant()).plus(-4);
      List<Slot> found =
          new ArrayList<>(List.of(slots.after(first.plus(-1).start()).orElseThrow()));
      while (found.size() < 8) {
        found.add(slots.after(found.getLast().order()).orElseThrow());
      }
      assertThat(found.stream().map(Slot::name).toList())
          .isEqualTo(labels(partitions.between(first, first.plus(7)), PartitionLabel::toString));
      assertThat(found.stream().map(Slot::order).toList())
          .isEqualTo(labels(partitions.between(first, first.plus(7)), PartitionLabel::start));
      assertThat(found.stream().map(Slot::nominal).toList()).isSorted();
      Slot middle = found.get(4);
      assertThat(slots.firstFrom(middle.nominal()).map(Slot::nominal)).contains(middle.nominal());
    }
  }

  private static <T> List<T> labels(List<PartitionLabel> labels, Function<PartitionLabel, T> part) {
    return labels.stream().map(part).toList();
  }

  @Test
  void timesInAGapHappenRightAfterItAndThoseInAnOverlapTheFirstTime() {
    for (ZoneId zone : Zones.thatJump()) {
      Trigger.Schedule schedule = schedule("*/10 * * * *", Optional.of(zone), Duration.ZERO);
      SlotCalendar slots = SlotCalendar.of(WORKFLOW, Optional.empty(), schedule);
      for (ZoneOffsetTransition jump : Zones.jumps(zone)) {
        List<Slot> around = new ArrayList<>();
        around.add(slots.firstFrom(jump.getInstant().minusSeconds(1300)).orElseThrow());
        while (around.size() < 5) {
          around.add(slots.after(around.getLast().order()).orElseThrow());
        }
        ascend(around, Slot::nominal);
        ascend(around, Slot::order);
        LocalDateTime skippedOrNotShownYet = jump.getDateTimeBefore();
        Slot first = slots.firstFrom(jump.getInstant()).orElseThrow();
        assertThat(around).contains(first);
        assertThat(first.order())
            .isEqualTo(Cron.parse("*/10 * * * *").next(skippedOrNotShownYet.minusNanos(1)));
      }
    }
  }

  @Test
  void aScheduleInAnotherZoneNeitherDoublesNorReversesSlots() {
    List<ZoneId> zones = Zones.thatJump();
    Random random = new Random(3);
    for (int round = 0; round < 3000; round++) {
      ZoneId zone = zones.get(random.nextInt(zones.size()));
      ZoneId other = zones.get(random.nextInt(zones.size()));
      Grain grain = GRAINS.get(random.nextInt(GRAINS.size()));
      Trigger.Schedule schedule =
          schedule(
              CRONS.get(random.nextInt(CRONS.size())),
              Optional.of(other),
              Duration.ofMinutes(30L * random.nextInt(100)));
      SlotCalendar slots =
          SlotCalendar.of(
              WORKFLOW, Optional.of(new Partitions(grain, zone, Optional.empty())), schedule);
      List<ZoneOffsetTransition> jumps = Zones.jumps(random.nextBoolean() ? zone : other);
      Instant jump = jumps.get(random.nextInt(jumps.size())).getInstant();
      Instant from = jump.minusSeconds(random.nextInt(40_000));
      List<Slot> around = until(slots, from, jump.plus(Duration.ofHours(20)));
      ascend(around, Slot::order);
      assertThat(around).extracting(Slot::nominal).isSorted();
      if (!around.isEmpty()) {
        Slot first = around.getFirst();
        assertThat(first.nominal()).isAfterOrEqualTo(from);
        LocalDateTime before = PartitionLabel.containing(grain, first.order()).plus(-5).start();
        Slot slot = slots.after(before).orElseThrow();
        while (slot.nominal().isBefore(from)) {
          slot = slots.after(slot.order()).orElseThrow();
        }
        assertThat(slot).isEqualTo(first);
      }
    }
  }

  private static <T extends Comparable<? super T>> void ascend(
      List<Slot> slots, Function<Slot, T> part) {
    for (int i = 1; i < slots.size(); i++) {
      if (part.apply(slots.get(i - 1)).compareTo(part.apply(slots.get(i))) >= 0) {
        throw new AssertionError(slots.get(i) + " does not come after " + slots.get(i - 1));
      }
    }
  }

  private static List<Slot> until(SlotCalendar slots, Instant from, Instant to) {
    List<Slot> found = new ArrayList<>();
    Slot slot = slots.firstFrom(from).orElseThrow();
    while (slot.nominal().isBefore(to)) {
      found.add(slot);
      slot = slots.after(slot.order()).orElseThrow();
    }
    return found;
  }

  private static Trigger.Schedule schedule(String cron, Optional<ZoneId> zone, Duration offset) {
    return new Trigger.Schedule(
        cron, zone, Optional.of(offset), Duration.ZERO, CatchUp.LATEST, Optional.empty());
  }
}
