package io.continuo.definition.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.definition.schedule.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsTest {

  @ParameterizedTest
  @EnumSource
  void theExampleOfEveryGrainIsALabelOfIt(Grain grain) {
    assertThat(PartitionLabel.parse(grain.example()))
        .hasValueSatisfying(
            label -> {
              assertThat(label.grain()).isEqualTo(grain);
              assertThat(label).hasToString(grain.example());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29",
        "2026-13",
        "2026-11-21T24",
        "2026-W54",
        "2025-W53",
        "2026-W00",
        "0000",
        "0000-12-31",
        "26-11-21",
        "2026-1-1",
        ""
      })
  void aDayThatDoesNotExistIsNoLabel(String text) {
    assertThat(PartitionLabel.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "YEARLY,2026,2025-12-31T23:00:00Z",
    "MONTHLY,2026-07,2026-06-30T22:00:00Z",
    "WEEKLY,2026-W01,2025-12-28T23:00:00Z",
    "WEEKLY,2026-W53,2026-12-27T23:00:00Z",
    "DAILY,2026-11-21,2026-11-20T23:00:00Z",
    "HOURLY,2026-11-21T05,2026-11-21T04:00:00Z",
  })
  void aSlotStartsAtItsFirstMomentInTheZone(Grain grain, String label, Instant start) {
    assertThat(in("Europe/Stockholm", grain).startOf(label)).isEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Stockholm,HOURLY,2026-03-29T02,2026-03-29T01:00:00Z",
    "America/Sao_Paulo,DAILY,2018-11-04,2018-11-04T03:00:00Z",
    "Pacific/Apia,DAILY,2011-12-30,2011-12-30T10:00:00Z",
    "Pacific/Apia,HOURLY,2011-12-30T05,2011-12-30T10:00:00Z",
  })
  void aSlotInAGapStartsRightAfterTheGap(String zone, Grain grain, String label, Instant start) {
    assertThat(in(zone, grain).startOf(label)).isEqualTo(start);
  }

  @Test
  void aSlotInAnOverlapStartsTheFirstTime() {
    assertThat(in("Europe/Stockholm", Grain.HOURLY).startOf("2026-10-25T02"))
        .isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
  }

  @Test
  void aLabelOfAnotherGrainIsRefusedWithAnExample() {
    assertThat(in("UTC", Grain.DAILY).problem("2026-11"))
        .contains("'2026-11' is not a daily partition: write one like 2026-11-21");
  }

  @Test
  void aLabelBeforeTheStartIsRefused() {
    Partitions partitions =
        new Partitions(Grain.DAILY, ZoneId.of("UTC"), Optional.of(LocalDate.of(2026, 1, 2)));
    assertThat(partitions.problem("2026-01-02")).isEmpty();
    assertThatThrownBy(() -> partitions.startOf("2026-01-01"))
        .hasMessage(
            "partition 2026-01-01 lies before the first one: partitions start on 2026-01-02");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25T00:30:00Z,HOURLY,2026-10-25T02",
    "2026-10-25T01:30:00Z,HOURLY,2026-10-25T02",
    "2026-03-29T01:00:00Z,HOURLY,2026-03-29T03",
    "2026-11-20T23:00:00Z,DAILY,2026-11-21",
    "2026-11-20T22:59:59Z,DAILY,2026-11-20",
    "2026-12-31T23:00:00Z,YEARLY,2027",
    "2027-01-03T12:00:00Z,WEEKLY,2026-W53",
  })
  void anInstantLiesInTheSlotThatTheClockShows(Instant instant, Grain grain, String label) {
    assertThat(in("Europe/Stockholm", grain).at(instant)).hasToString(label);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T01,PT1H",
    "2026-03-29T02,PT0S",
    "2026-10-25T02,PT2H",
    "2026-03-29,PT23H",
    "2026-10-25,PT25H",
    "2026-W13,PT167H",
    "2026,PT8760H",
  })
  void aSlotEndsWhereTheNextOneStarts(String text, Duration length) {
    PartitionLabel label = PartitionLabel.parse(text).orElseThrow();
    Partitions partitions = in("Europe/Stockholm", label.grain());
    assertThat(partitions.endOf(label)).isEqualTo(partitions.startOf(label.next()));
    assertThat(Duration.between(partitions.startOf(label), partitions.endOf(label)))
        .isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({
    "0001,9999,9999",
    "2026-11,2027-02,4",
    "2026-W53,2027-W01,2",
    "2026-02-28,2026-03-01,2",
    "2026-11-21T00,2026-11-21T23,24",
    "2026-11-21,2026-11-21,1",
    "2026-11-22,2026-11-21,0",
    "0001-01-01T00,9999-12-31T23,87649416",
  })
  void slotsAreCountedWithBothEnds(String from, String to, long count) {
    PartitionLabel first = PartitionLabel.parse(from).orElseThrow();
    PartitionLabel last = PartitionLabel.parse(to).orElseThrow();
    Partitions partitions = in("Europe/Stockholm", first.grain());
    assertThat(partitions.count(first, last)).isEqualTo(count);
    if (count < 100_000) {
      assertThat(partitions.between(first, last))
          .hasSize((int) count)
          .isSorted()
          .allMatch(label -> PartitionLabel.parse(label.toString()).equals(Optional.of(label)));
    }
  }

  @ParameterizedTest
  @CsvSource({"DAILY,2026-01-02", "WEEKLY,2026-W02", "MONTHLY,2026-02", "YEARLY,2027"})
  void theFirstSlotIsThatOfTheStartOrAfterIt(Grain grain, String first) {
    Partitions partitions =
        new Partitions(grain, ZoneId.of("UTC"), Optional.of(LocalDate.of(2026, 1, 2)));
    assertThat(partitions.first()).hasToString("Optional[" + first + "]");
    assertThat(partitions.problem(first)).isEmpty();
  }

  @Test
  void labelsFollowEachOtherAndAreOrdered() {
    PartitionLabel week = PartitionLabel.parse("2026-W53").orElseThrow();
    assertThat(week.next()).hasToString("2027-W01").isGreaterThan(week);
    assertThat(week.plus(-52)).hasToString("2026-W01").isLessThan(week);
  }

  @Test
  void theEarliestTimeOfAnInstantIsTheFirstThatDoesNotLieBefore() {
    for (ZoneId zone : Zones.thatJump()) {
      WallClock clock = new WallClock(zone);
      for (ZoneOffsetTransition jump : Zones.jumps(zone)) {
        for (int minutes = -90; minutes <= 90; minutes += 30) {
          Instant instant = jump.getInstant().plus(Duration.ofMinutes(minutes));
          LocalDateTime from = clock.from(instant);
          assertThat(clock.instantOf(from)).isAfterOrEqualTo(instant);
          assertThat(clock.instantOf(from.minusNanos(1))).isBefore(instant);
        }
      }
    }
  }

  private static Partitions in(String zone, Grain grain) {
    return new Partitions(grain, ZoneId.of(zone), Optional.empty());
  }
}
