package io.continuo.definition.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.Trigger;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.CatchUp;
import io.continuo.id.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotCalendarTest {
  private static final WorkflowId WORKFLOW = new WorkflowId("finance", "daily-revenue");
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

  @Test
  void withoutPartitionsASlotIsTheTimeItself() {
    SlotCalendar slots = slots(Optional.empty(), in("UTC", "0 2 * * *"));
    assertThat(slots.firstFrom(Instant.parse("2026-11-21T02:00:00Z")))
        .contains(
            new Slot(
                "2026-11-21T02:00:00Z",
                Optional.empty(),
                LocalDateTime.parse("2026-11-21T02:00"),
                Instant.parse("2026-11-21T02:00:00Z"),
                Instant.parse("2026-11-21T02:00:00Z")));
    assertThat(slots.firstFrom(Instant.parse("2026-11-21T02:00:00.001Z")).map(Slot::name))
        .contains("2026-11-22T02:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // cron says when: by default the partition of that very moment
        "DAILY|0 2 * * *||2026-11-21|2026-11-21T01:00:00Z",
        "DAILY|0 2 * * *|P1D|2026-11-20|2026-11-21T01:00:00Z",
        "HOURLY|30 * * * *|PT1H|2026-11-20T23|2026-11-20T23:30:00Z",
        "MONTHLY|0 6 5 * *|P10D|2026-11|2026-12-05T05:00:00Z",
        "WEEKLY|0 6 * * 2|P7D|2026-W47|2026-11-24T05:00:00Z",
        // an alias says what: by default as soon as it is over
        "HOURLY|hourly||2026-11-20T23|2026-11-20T23:00:00Z",
        "DAILY|daily||2026-11-20|2026-11-20T23:00:00Z",
        "WEEKLY|weekly||2026-W47|2026-11-22T23:00:00Z",
        "MONTHLY|monthly||2026-11|2026-11-30T23:00:00Z",
        "YEARLY|yearly||2026|2026-12-31T23:00:00Z",
        "DAILY|@daily|P1DT2H|2026-11-20|2026-11-21T01:00:00Z",
        "DAILY|daily|PT0S|2026-11-21|2026-11-20T23:00:00Z",
        // an alias of another length: what it names lies in the partition, and the first one counts
        "DAILY|monthly||2026-12-01|2026-12-01T23:00:00Z",
        "DAILY|hourly||2026-11-20|2026-11-20T23:00:00Z",
        "DAILY|hourly|PT1H|2026-11-21|2026-11-21T00:00:00Z",
        "MONTHLY|weekly||2026-11|2026-11-30T23:00:00Z",
      })
  void withPartitionsEachRunsThePartitionThatItLeadsTo(
      Grain grain, String cron, String offset, String partition, Instant nominal) {
    Optional<Duration> shift = Optional.ofNullable(offset).map(Duration::parse);
    SlotCalendar slots = slots(partitions(grain), schedule(cron, Optional.empty(), shift));
    assertThat(slots.firstFrom(Instant.parse("2026-11-20T23:00:00Z")))
        .hasValueSatisfying(
            slot -> {
              assertThat(slot.name()).isEqualTo(partition);
              assertThat(slot.partition()).contains(partition);
              assertThat(slot.nominal()).isEqualTo(nominal);
            });
  }

  @Test
  void ofSeveralTimesInAPartitionTheFirstOneCounts() {
    SlotCalendar slots = slots(partitions(Grain.DAILY), in("Europe/Stockholm", "0 6,18 * * *"));
    assertThat(names(slots, "2026-11-21T00:00:00Z", 2)).containsExactly("2026-11-21", "2026-11-22");
    assertThat(slots.firstFrom(Instant.parse("2026-11-21T06:00:00Z")).map(Slot::nominal))
        .as("the time at 18:00 is none of its own")
        .contains(Instant.parse("2026-11-22T05:00:00Z"));
  }

  @Test
  void nothingIsExpectedBeforeThePartitionsStart() {
    Partitions partitions =
        new Partitions(Grain.MONTHLY, STOCKHOLM, Optional.of(LocalDate.of(2026, 1, 2)));
    SlotCalendar slots = slots(Optional.of(partitions), Trigger.Schedule.of("monthly"));
    assertThat(slots.firstFrom(Instant.EPOCH).map(Slot::name)).contains("2026-02");
    assertThat(slots.after(LocalDateTime.parse("1999-01-01T00:00")).map(Slot::name))
        .contains("2026-02");
  }

  @Test
  void nothingIsExpectedAfterTheYear9999() {
    SlotCalendar slots = slots(partitions(Grain.DAILY), Trigger.Schedule.of("0 0 * * *"));
    assertThat(slots.after(LocalDateTime.parse("9999-12-30T00:00")).map(Slot::name))
        .contains("9999-12-31");
    assertThat(slots.after(LocalDateTime.parse("9999-12-31T00:00"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * *|2026-03-28T12:00:00Z|2026-03-29T01:00:00Z,2026-03-30T00:30:00Z",
        "*/20 * * * *|2026-03-29T00:30:00Z|2026-03-29T00:40:00Z,2026-03-29T01:00:00Z,2026-03-29T01:20:00Z",
        "30 2 * * *|2026-10-24T12:00:00Z|2026-10-25T00:30:00Z,2026-10-26T01:30:00Z",
        "*/30 * * * *|2026-10-25T00:00:00Z|2026-10-25T00:00:00Z,2026-10-25T00:30:00Z,2026-10-25T02:00:00Z",
      })
  void timesInAGapHappenRightAfterItAndThoseInAnOverlapOnce(
      String cron, Instant from, String names) {
    SlotCalendar slots = slots(Optional.empty(), in("Europe/Stockholm", cron));
    List<String> expected = List.of(names.split(",", -1));
    assertThat(names(slots, from.toString(), expected.size())).isEqualTo(expected);
  }

  @Test
  void everyHourHasItsSlotWhateverTheClockDoes() {
    SlotCalendar slots = slots(partitions(Grain.HOURLY), Trigger.Schedule.of("0 * * * *"));
    assertThat(slots(slots, "2026-03-29T00:00:00Z", 3))
        .extracting(Slot::name, slot -> slot.nominal().toString())
        .containsExactly(
            pair("2026-03-29T01", "2026-03-29T00:00:00Z"),
            pair("2026-03-29T02", "2026-03-29T01:00:00Z"),
            pair("2026-03-29T03", "2026-03-29T01:00:00Z"));
    assertThat(slots(slots, "2026-10-25T00:00:00Z", 2))
        .extracting(Slot::name, slot -> slot.nominal().toString())
        .containsExactly(
            pair("2026-10-25T02", "2026-10-25T00:00:00Z"),
            pair("2026-10-25T03", "2026-10-25T02:00:00Z"));
  }

  @Test
  void aScheduleInAnotherZoneRunsThePartitionOfItsInstant() {
    SlotCalendar slots = slots(partitions(Grain.DAILY), in("UTC", "30 23 * * *"));
    assertThat(slots.firstFrom(Instant.parse("2026-11-21T12:00:00Z")))
        .hasValueSatisfying(
            slot -> {
              assertThat(slot.name()).isEqualTo("2026-11-22");
              assertThat(slot.nominal()).isEqualTo("2026-11-21T23:30:00Z");
            });
  }

  @Test
  void aChangedScheduleGoesOnAfterTheLastSlot() {
    SlotCalendar late = slots(partitions(Grain.DAILY), Trigger.Schedule.of("0 20 * * *"));
    SlotCalendar early = slots(partitions(Grain.DAILY), in("America/New_York", "0 2 * * *"));
    LocalDateTime accounted =
        late.firstFrom(Instant.parse("2026-11-21T12:00:00Z")).orElseThrow().order();
    assertThat(early.after(accounted).map(Slot::name)).contains("2026-11-22");
  }

  @Test
  void whatWasAskedBeforeChangesNoAnswer() {
    Trigger.Schedule schedule = jittered("30 2 * * *", Duration.ofMinutes(5));
    SlotCalendar asked = slots(partitions(Grain.DAILY), schedule);
    LocalDateTime day = LocalDateTime.parse("2026-03-28T00:00");
    for (int ahead : List.of(0, 0, 1, 0, 3, 1, 1)) {
      LocalDateTime order = day.plusDays(ahead);
      assertThat(asked.after(order))
          .isEqualTo(slots(partitions(Grain.DAILY), schedule).after(order));
    }
  }

  @Test
  void jitterIsOfTheSlotSpreadEvenlyAndNeverReachesItsBound() {
    Trigger.Schedule schedule = jittered("hourly", Duration.ofMinutes(5));
    SlotCalendar slots = slots(partitions(Grain.HOURLY), schedule);
    List<Long> delays =
        slots(slots, "2026-01-01T00:00:00Z", 4000).stream()
            .map(slot -> Duration.between(slot.nominal(), slot.due()).toMillis())
            .toList();
    assertThat(delays).allMatch(delay -> delay >= 0 && delay < 300_000);
    for (int tenth = 0; tenth < 10; tenth++) {
      long from = tenth * 30_000L;
      assertThat(delays)
          .filteredOn(delay -> delay >= from && delay < from + 30_000)
          .hasSizeBetween(300, 500);
    }
    assertThat(slots(slots(partitions(Grain.HOURLY), schedule), "2026-01-01T00:00:00Z", 4000))
        .as("the same for ever")
        .isEqualTo(slots(slots, "2026-01-01T00:00:00Z", 4000));
  }

  @Test
  void jitterNeverChangesFromOneReleaseToTheNext() {
    Trigger.Schedule schedule = jittered("hourly", Duration.ofMinutes(5));
    Slot slot =
        slots(slots(partitions(Grain.HOURLY), schedule), "2026-01-01T00:00:00Z", 1).getFirst();
    assertThat(slot.name()).isEqualTo("2026-01-01T00");
    assertThat(Duration.between(slot.nominal(), slot.due()).toMillis()).isEqualTo(271_092);
  }

  @Test
  void aSlotExplainsItself() {
    assertThat(explained(partitions(Grain.DAILY), schedule("0 2 * * *", "P1D")))
        .isEqualTo(
            "partition 2026-03-28 is due at 2026-03-29T01:00:00Z: '0 2 * * *' fires at 2026-03-29 02:00 Europe/Stockholm, and the partition is that of PT24H before; the clocks skip that time, so it is right after the gap");
    assertThat(explained(partitions(Grain.DAILY), schedule("daily", "PT26H")))
        .contains("'daily' fires PT26H after its slot, at 2026-03-29 02:00 Europe/Stockholm; the");
    assertThat(explained(partitions(Grain.DAILY), Trigger.Schedule.of("daily")))
        .isEqualTo(
            "partition 2026-03-29 is due at 2026-03-29T22:00:00Z: 'daily' fires when the partition ends, at 2026-03-30 00:00 Europe/Stockholm");
    assertThat(explained(Optional.empty(), jittered("0 2 * * *", Duration.ofMinutes(5))))
        .startsWith("this slot is due at 2026-03-29T02:0")
        .contains("'0 2 * * *' fires at 2026-03-29 02:00 UTC; jitter adds PT")
        .endsWith("S of at most PT5M");
  }

  private static String explained(Optional<Partitions> partitions, Trigger.Schedule schedule) {
    SlotCalendar slots = slots(partitions, schedule);
    return slots.explain(slots.firstFrom(Instant.parse("2026-03-29T00:59:00Z")).orElseThrow());
  }

  private static org.assertj.core.groups.Tuple pair(Object first, Object second) {
    return org.assertj.core.groups.Tuple.tuple(first, second);
  }

  private static List<String> names(SlotCalendar slots, String from, int count) {
    return slots(slots, from, count).stream().map(Slot::name).toList();
  }

  private static List<Slot> slots(SlotCalendar slots, String from, int count) {
    List<Slot> found = new ArrayList<>();
    Optional<Slot> next = slots.firstFrom(Instant.parse(from));
    while (found.size() < count) {
      found.add(next.orElseThrow());
      next = slots.after(next.get().order());
    }
    return found;
  }

  private static SlotCalendar slots(Optional<Partitions> partitions, Trigger.Schedule schedule) {
    return SlotCalendar.of(WORKFLOW, partitions, schedule);
  }

  private static Optional<Partitions> partitions(Grain grain) {
    return Optional.of(new Partitions(grain, STOCKHOLM, Optional.empty()));
  }

  private static Trigger.Schedule in(String zone, String cron) {
    ZoneId id = zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone);
    return schedule(cron, Optional.of(id), Optional.empty());
  }

  private static Trigger.Schedule schedule(String cron, String offset) {
    return schedule(cron, Optional.empty(), Optional.of(Duration.parse(offset)));
  }

  private static Trigger.Schedule schedule(
      String cron, Optional<ZoneId> zone, Optional<Duration> offset) {
    return new Trigger.Schedule(
        cron, zone, offset, Duration.ZERO, CatchUp.LATEST, Optional.empty());
  }

  private static Trigger.Schedule jittered(String cron, Duration jitter) {
    return new Trigger.Schedule(
        cron, Optional.empty(), Optional.empty(), jitter, CatchUp.LATEST, Optional.empty());
  }
}
