package io.continuo.definition.schedule;

import io.continuo.definition.Trigger;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Puts the reasons for a slot into a sentence. */
final class Explanation {
  private Explanation() {}

  static String of(Slot slot, Trigger.Schedule schedule, Fire fire) {
    String what = slot.partition().map(label -> "partition " + label).orElse("this slot");
    return what
        + " is due at "
        + slot.due()
        + ": '"
        + schedule.cron()
        + "' fires "
        + when(schedule, fire)
        + jump(fire)
        + jitter(slot, schedule);
  }

  private static String when(Trigger.Schedule schedule, Fire fire) {
    String time = "at " + fire.time().toString().replace('T', ' ') + " " + zone(fire);
    if (fire.partition().isEmpty()) {
      return time;
    }
    Optional<Duration> offset = schedule.offset();
    if (Cron.parse(schedule.cron()).isAlias()) {
      return offset
          .map(ahead -> ahead + " after its slot, " + time)
          .orElse("when the partition ends, " + time);
    }
    return offset
        .map(back -> time + ", and the partition is that of " + back + " before")
        .orElse(time + ", in the partition itself");
  }

  private static String zone(Fire fire) {
    ZoneId zone = fire.clock().zone();
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private static String jump(Fire fire) {
    if (fire.clock().skips(fire.time())) {
      return "; the clocks skip that time, so it is right after the gap";
    }
    return fire.clock().repeats(fire.time())
        ? "; the clocks show that time twice, so it is the first time"
        : "";
  }

  private static String jitter(Slot slot, Trigger.Schedule schedule) {
    return schedule.jitter().isZero()
        ? ""
        : "; jitter adds "
            + Duration.between(slot.nominal(), slot.due())
            + " of at most "
            + schedule.jitter();
  }
}
