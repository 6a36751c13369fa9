package io.continuo.definition.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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

  private static Partitions in(String zone, Grain grain) {
    return new Partitions(grain, ZoneId.of(zone), Optional.empty());
  }
}
