package io.continuo.definition.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/** The zones of the tz database whose clocks jump between 1990 and 2040. */
public final class Zones {
  private static final Instant FROM = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2040-01-01T00:00:00Z");

  private Zones() {}

  public static List<ZoneId> thatJump() {
    return ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .filter(zone -> !jumps(zone).isEmpty())
        .toList();
  }

  public static List<ZoneOffsetTransition> jumps(ZoneId zone) {
    List<ZoneOffsetTransition> jumps = new ArrayList<>();
    ZoneOffsetTransition jump = zone.getRules().nextTransition(FROM);
    while (jump != null && jump.getInstant().isBefore(TO)) {
      jumps.add(jump);
      jump = zone.getRules().nextTransition(jump.getInstant());
    }
    return jumps;
  }
}
