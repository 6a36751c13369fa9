package io.continuo.definition.schedule;

import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.WallClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A time of a schedule, and what runs then.
 *
 * @param time what the clock shows, or skips
 */
record Fire(Optional<PartitionLabel> partition, LocalDateTime time, WallClock clock) {

  Instant nominal() {
    return clock.instantOf(time);
  }

  LocalDateTime order() {
    return partition.map(PartitionLabel::start).orElse(time);
  }

  String name() {
    return partition.map(PartitionLabel::toString).orElseGet(() -> nominal().toString());
  }

  /** Years have four digits, in labels and in RFC 3339. */
  boolean isWritable() {
    return time.getYear() <= 9999 && partition.map(PartitionLabel::isWritable).orElse(true);
  }
}
