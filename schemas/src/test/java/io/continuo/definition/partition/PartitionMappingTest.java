package io.continuo.definition.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.schedule.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionMappingTest {
  /** A day skipped, two hours, half an hour, a minute after midnight, a month of summer less. */
  private static final List<ZoneId> ODD =
      Stream.of(
              "Pacific/Apia",
              "Antarctica/Troll",
              "Australia/Lord_Howe",
              "America/St_Johns",
              "Africa/Casablanca")
          .map(ZoneId::of)
          .toList();

  @ParameterizedTest
  @ValueSource(strings = {"same", "all", "any", "lag(1)", "last(99999)"})
  void whatIsWrittenIsReadAsItself(String text) {
    assertThat(PartitionMapping.parse(text).map(PartitionMapping::text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Same", "lag", "lag()", "lag(0)", "lag(-1)", "last(100000)", "all(1)"})
  void whatIsNoMappingIsNotRead(String text) {
    assertThat(PartitionMapping.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // equal grains: equal labels, whatever the zones
        "same|DAILY UTC|2026-11-21|DAILY Asia/Tokyo|2026-11-21",
        "all|WEEKLY UTC|2026-W47|WEEKLY Asia/Tokyo|2026-W47",
        "lag(1)|DAILY UTC|2026-11-21|DAILY Asia/Tokyo|2026-11-20",
        "last(3)|MONTHLY UTC|2026-01|MONTHLY UTC|2025-11,2025-12,2026-01",
        "same|DAILY Pacific/Apia|2011-12-30|DAILY UTC|2011-12-30",
        // hours: by the instant
        "same|HOURLY UTC|2026-11-21T00|HOURLY Asia/Tokyo|2026-11-21T09",
        "same|HOURLY UTC|2026-11-21T00|HOURLY Asia/Kolkata|2026-11-21T05",
        "all|HOURLY UTC|2026-11-21T00|HOURLY Asia/Kolkata|2026-11-21T06",
        "last(1)|HOURLY UTC|2026-11-21T00|HOURLY Asia/Kolkata|2026-11-21T06",
        "same|HOURLY UTC|2026-10-25T01|HOURLY Europe/Stockholm|2026-10-25T02",
        "same|HOURLY Europe/Stockholm|2026-03-29T02|HOURLY Europe/Stockholm|2026-03-29T02",
        "lag(1)|HOURLY Europe/Stockholm|2026-03-29T03|HOURLY Europe/Stockholm|2026-03-29T02",
        "all|HOURLY Europe/Stockholm|2026-03-29T02|HOURLY Europe/Stockholm|",
        "last(3)|HOURLY Europe/Stockholm|2026-03-29T03|HOURLY Europe/Stockholm|2026-03-29T01,2026-03-29T03",
        "lag(1)|HOURLY Pacific/Apia|2011-12-30T06|HOURLY Pacific/Apia|2011-12-30T05",
        // a coarser dataset: the one that contains the start
        "same|DAILY UTC|2026-11-01|MONTHLY UTC|2026-11",
        "all|WEEKLY UTC|2026-W49|MONTHLY UTC|2026-11",
        "last(2)|WEEKLY UTC|2026-W49|MONTHLY UTC|2026-10,2026-11",
        "lag(1)|DAILY UTC|2026-11-21|YEARLY UTC|2025",
        "same|HOURLY UTC|2026-11-20T23|DAILY Europe/Stockholm|2026-11-21",
        "same|DAILY America/New_York|2026-11-21|WEEKLY Asia/Tokyo|2026-W47",
        // a finer one: those that start in the slot
        "same|MONTHLY UTC|2026-11|WEEKLY UTC|2026-W45",
        "all|MONTHLY UTC|2026-11|WEEKLY UTC|2026-W45,2026-W46,2026-W47,2026-W48,2026-W49",
        "last(2)|MONTHLY UTC|2026-11|WEEKLY UTC|2026-W48,2026-W49",
        "lag(2)|MONTHLY UTC|2026-11|DAILY UTC|2026-10-30",
        "any|YEARLY UTC|2026|MONTHLY UTC|2026-01,2026-02,2026-03,2026-04,2026-05,2026-06,2026-07,2026-08,2026-09,2026-10,2026-11,2026-12",
        "same|DAILY Asia/Kolkata|2026-11-21|HOURLY UTC|2026-11-20T19",
        "last(2)|DAILY Europe/Stockholm|2026-11-21|HOURLY UTC|2026-11-21T21,2026-11-21T22",
        "last(2)|DAILY Pacific/Apia|2011-12-30|HOURLY UTC|2011-12-30T08,2011-12-30T09",
      })
  void theseBelongToTheSlot(
      String mapping, String consumer, String slot, String dataset, String labels) {
    List<String> expected =
        Stream.ofNullable(labels).flatMap(list -> Stream.of(list.split(",", -1))).toList();
    assertThat(
            mapping(mapping)
                .upstream(calendar(consumer), calendar(consumer).label(slot), calendar(dataset)))
        .extracting(PartitionLabel::toString)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29,UTC,23",
    "2026-03-29,Europe/Stockholm,23",
    "2026-03-30,UTC,24",
    "2026-10-25,UTC,25",
    "2026-10-25,Europe/Stockholm,24",
  })
  void aDayHasTheHoursThatExist(String day, String zone, int hours) {
    Partitions daily = calendar("DAILY Europe/Stockholm");
    Partitions hourly = calendar("HOURLY " + zone);
    List<PartitionLabel> all = mapping("all").upstream(daily, daily.label(day), hourly);
    assertThat(all).hasSize(hours);
    assertThat(mapping("all").needed(hours)).isEqualTo(hours);
    assertThat(mapping("any").upstream(daily, daily.label(day), hourly)).isEqualTo(all);
    assertThat(mapping("any").needed(hours)).isEqualTo(1);
    assertThat(mapping("any").needed(0)).isZero();
  }

  @Test
  void aLandingAffectsTheSlotsFromTheStartOn() {
    Partitions consumer =
        new Partitions(Grain.DAILY, ZoneOffset.UTC, Optional.of(LocalDate.of(2026, 1, 1)));
    assertThat(affected("last(3)", consumer, "DAILY UTC", "2025-12-30"))
        .containsExactly("2026-01-01");
    assertThat(affected("lag(7)", consumer, "DAILY UTC", "2026-03-01"))
        .containsExactly("2026-03-08");
    assertThat(affected("same", consumer, "WEEKLY UTC", "2026-W01"))
        .containsExactly("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04");
    assertThat(affected("lag(1)", consumer, "MONTHLY UTC", "2026-01")).hasSize(28);
    assertThat(affected("all", consumer, "HOURLY UTC", "2026-01-05T23"))
        .containsExactly("2026-01-05");
    assertThat(affected("same", consumer, "HOURLY UTC", "2026-01-05T23")).isEmpty();
  }

  @Test
  void aLandingOfAnHourThatTheClocksSkippedAffectsItsSlot() {
    assertThat(
            affected(
                "lag(1)", calendar("HOURLY Pacific/Apia"), "HOURLY Pacific/Apia", "2011-12-30T05"))
        .containsExactly("2011-12-30T06");
  }

  @Test
  void aLabelOfAnotherGrainAffectsNothing() {
    PartitionLabel month = PartitionLabel.parse("2026-01").orElseThrow();
    assertThat(mapping("same").affected(calendar("DAILY UTC"), calendar("DAILY UTC"), month))
        .isEmpty();
  }

  @Test
  void mappingsBeyondTheCalendarAskForWhatNeverLands() {
    Partitions yearly = calendar("YEARLY UTC");
    assertThat(mapping("lag(99999)").upstream(yearly, yearly.label("0001"), yearly))
        .hasSize(1)
        .noneMatch(PartitionLabel::isWritable);
    assertThat(mapping("lag(99999)").affected(yearly, yearly, yearly.label("9999"))).isEmpty();
  }

  @Test
  void aLandingAffectsExactlyTheSlotsThatItBelongsTo() {
    List<ZoneId> zones = Zones.thatJump();
    Random random = new Random(5);
    for (int round = 0; round < 2000; round++) {
      ZoneId zone = random.nextBoolean() ? ODD.get(random.nextInt(ODD.size())) : any(zones, random);
      List<ZoneOffsetTransition> jumps = Zones.jumps(zone);
      Instant jump = jumps.get(random.nextInt(jumps.size())).getInstant();
      Instant near = jump.plus(Duration.ofMinutes(random.nextInt(600) - 300));
      ZoneId other = random.nextBoolean() ? zone : any(zones, random);
      Partitions consumer = random.nextBoolean() ? random(random, zone) : random(random, other);
      Partitions dataset = random.nextBoolean() ? random(random, zone) : random(random, other);
      PartitionLabel landed = dataset.at(near).plus(random.nextInt(7) - 3);
      check(randomMapping(random), consumer, dataset, landed);
    }
  }

  @Test
  void thisHoldsWhereAClockWasSetBackByADay() {
    for (String grain : List.of("HOURLY", "DAILY")) {
      Partitions consumer = calendar("HOURLY UTC");
      Partitions dataset = calendar(grain + " Pacific/Kwajalein");
      PartitionLabel first = dataset.at(Instant.parse("1969-09-28T12:00:00Z"));
      PartitionLabel last = dataset.at(Instant.parse("1969-10-02T12:00:00Z"));
      for (PartitionLabel landed : dataset.between(first, last)) {
        for (String mapping : List.of("same", "lag(1)", "last(2)", "all")) {
          check(mapping(mapping), consumer, dataset, landed);
        }
      }
    }
  }

  private static ZoneId any(List<ZoneId> zones, Random random) {
    return zones.get(random.nextInt(zones.size()));
  }

  private static void check(
      PartitionMapping mapping, Partitions consumer, Partitions dataset, PartitionLabel landed) {
    List<PartitionLabel> affected = mapping.affected(consumer, dataset, landed);
    assertThat(affected).isSorted().doesNotHaveDuplicates();
    for (PartitionLabel slot : some(affected)) {
      assertThat(mapping.upstream(consumer, slot, dataset))
          .as("%s of %s by %s", mapping.text(), slot, consumer)
          .contains(landed);
    }
    PartitionLabel slot = consumer.at(dataset.startOf(landed));
    for (PartitionLabel around : consumer.between(slot.plus(-26), slot.plus(26))) {
      boolean belongs = mapping.upstream(consumer, around, dataset).contains(landed);
      assertThat(affected.contains(around))
          .as("%s: %s of %s, %s of %s", mapping.text(), around, consumer, landed, dataset)
          .isEqualTo(belongs);
    }
  }

  /** The ends and the middle: those between are alike. */
  private static List<PartitionLabel> some(List<PartitionLabel> slots) {
    return slots.size() < 5
        ? slots
        : List.of(slots.getFirst(), slots.get(1), slots.get(slots.size() / 2), slots.getLast());
  }

  private static Partitions random(Random random, ZoneId zone) {
    List<Grain> often =
        List.of(Grain.HOURLY, Grain.HOURLY, Grain.DAILY, Grain.DAILY, Grain.WEEKLY, Grain.MONTHLY);
    return new Partitions(often.get(random.nextInt(often.size())), zone, Optional.empty());
  }

  private static PartitionMapping randomMapping(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new PartitionMapping.Same();
      case 1 -> new PartitionMapping.Lag(1 + random.nextInt(4));
      case 2 -> new PartitionMapping.Last(1 + random.nextInt(4));
      case 3 -> new PartitionMapping.All();
      default -> new PartitionMapping.Any();
    };
  }

  private static List<String> affected(
      String mapping, Partitions consumer, String dataset, String landed) {
    Partitions calendar = calendar(dataset);
    return mapping(mapping).affected(consumer, calendar, calendar.label(landed)).stream()
        .map(PartitionLabel::toString)
        .toList();
  }

  private static PartitionMapping mapping(String text) {
    return PartitionMapping.parse(text).orElseThrow();
  }

  private static Partitions calendar(String grainAndZone) {
    String[] parts = grainAndZone.split(" ", -1);
    ZoneId zone = parts[1].equals("UTC") ? ZoneOffset.UTC : ZoneId.of(parts[1]);
    return new Partitions(Grain.valueOf(parts[0]), zone, Optional.empty());
  }
}
