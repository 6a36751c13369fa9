package io.continuo.definition.schedule;

import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.partition.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** The times of a schedule, one for each slot. */
sealed interface Fires {

  /** That of the first slot with a greater order. */
  Fire after(LocalDateTime order);

  /** The first whose nominal instant is not before that one. */
  Fire firstFrom(Instant instant);

  /** That of the slot with this order. */
  Fire at(LocalDateTime order);

  /**
   * Without partitions every time is a slot. Those that the clock skips together happen together,
   * right after the gap, and are one slot.
   */
  record OfTimes(Cron cron, WallClock clock) implements Fires {
    @Override
    public Fire after(LocalDateTime order) {
      return at(cron.next(clock.read(clock.instantOf(order))));
    }

    @Override
    public Fire firstFrom(Instant instant) {
      return at(cron.next(clock.from(instant).minusNanos(1)));
    }

    @Override
    public Fire at(LocalDateTime order) {
      return new Fire(Optional.empty(), order, clock);
    }
  }

  /**
   * With partitions a time runs the partition that it leads back to, by the wall clock of the
   * partitions, and only the first time of a partition counts.
   *
   * @param back from a time of the expression to a moment of its partition
   * @param ahead from a time of the expression to that of the fire; empty: it fires when the
   *     partition ends
   */
  record OfPartitions(
      Cron cron, WallClock clock, Partitions partitions, Duration back, Optional<Duration> ahead)
      implements Fires {

    @Override
    public Fire after(LocalDateTime order) {
      PartitionLabel next = PartitionLabel.containing(partitions.grain(), order).next();
      return from(partitions.first().filter(first -> first.compareTo(next) > 0).orElse(next));
    }

    @Override
    public Fire at(LocalDateTime order) {
      return from(PartitionLabel.containing(partitions.grain(), order));
    }

    @Override
    public Fire firstFrom(Instant instant) {
      PartitionLabel label =
          ahead.isPresent()
              ? partition(timeFrom(clock.from(instant).minus(ahead.get())))
              : PartitionLabel.containing(
                  partitions.grain(), partitions.clock().from(instant).minusNanos(1));
      Fire fire = after(label.plus(-1).start());
      while (fire.nominal().isBefore(instant)) {
        fire = after(fire.order());
      }
      return fire;
    }

    /** The first that runs this partition, or a later one. */
    private Fire from(PartitionLabel label) {
      LocalDateTime moment = label.start().plus(back);
      LocalDateTime time =
          timeFrom(isOneZone() ? moment : clock.from(partitions.clock().instantOf(moment)));
      while (partition(time).compareTo(label) < 0) {
        time = cron.next(time);
      }
      PartitionLabel partition = partition(time);
      return ahead.isPresent()
          ? new Fire(Optional.of(partition), time.plus(ahead.get()), clock)
          : new Fire(Optional.of(partition), partition.end(), partitions.clock());
    }

    private LocalDateTime timeFrom(LocalDateTime from) {
      return cron.next(from.minusNanos(1));
    }

    private PartitionLabel partition(LocalDateTime time) {
      LocalDateTime shown = isOneZone() ? time : partitions.clock().read(clock.instantOf(time));
      return PartitionLabel.containing(partitions.grain(), shown.minus(back));
    }

    private boolean isOneZone() {
      return clock.zone().equals(partitions.timezone());
    }
  }
}
