package io.continuo.definition.partition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/** The clock on the wall of a zone, which jumps over gaps and shows the times of overlaps twice. */
public record WallClock(ZoneId zone) {

  /** What it shows at that instant. */
  public LocalDateTime read(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone);
  }

  /**
   * The first instant at which it shows that time, or right after the gap that it lies in. Later
   * times never have earlier instants.
   */
  public Instant instantOf(LocalDateTime time) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    return offsets.isEmpty()
        ? rules.getTransition(time).getInstant()
        : time.toInstant(offsets.getFirst());
  }

  /** The earliest time whose {@link #instantOf} is not before that instant. */
  public LocalDateTime from(Instant instant) {
    LocalDateTime shown = read(instant);
    Optional<ZoneOffsetTransition> again =
        jump(shown).filter(jump -> jump.isOverlap() && !instant.isBefore(jump.getInstant()));
    return again
        .or(() -> jump(shown.minusNanos(1)).filter(gap -> gap.getInstant().equals(instant)))
        .map(ZoneOffsetTransition::getDateTimeBefore)
        .orElse(shown);
  }

  /** Whether the clock never shows that time. */
  public boolean skips(LocalDateTime time) {
    return jump(time).filter(ZoneOffsetTransition::isGap).isPresent();
  }

  /** Whether the clock shows that time twice. */
  public boolean repeats(LocalDateTime time) {
    return jump(time).filter(ZoneOffsetTransition::isOverlap).isPresent();
  }

  private Optional<ZoneOffsetTransition> jump(LocalDateTime time) {
    return Optional.ofNullable(zone.getRules().getTransition(time));
  }
}
