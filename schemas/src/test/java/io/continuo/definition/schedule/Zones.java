package io.continuo.definition.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The zones of the tz database whose clocks jump between 1990 and 2040. Of those that only differ
 * by name, the first one.
 */
public final class Zones {
  private static final Instant FROM = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2040-01-01T00:00:00Z");

  private Zones() {}

  public static List<ZoneId> thatJump() {
    Map<ZoneRules, ZoneId> zones = new LinkedHashMap<>();
    ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .filter(zone -> !jumps(zone).isEmpty())
        .forEach(zone -> zones.putIfAbsent(zone.getRules(), zone));
    return List.copyOf(zones.values());
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
