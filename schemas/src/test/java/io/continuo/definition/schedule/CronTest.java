package io.continuo.definition.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 2 * * *|2026-11-21T02:00|2026-11-22T02:00",
        "0 2 * * *|2026-11-21T01:59:59.999|2026-11-21T02:00",
        "*/20 * * * *|2026-11-21T23:40|2026-11-22T00:00",
        "5/20 * * * *|2026-11-21T00:05|2026-11-21T00:25",
        "0 0-6,12 1 JAN-mar *|2026-03-01T12:00|2027-01-01T00:00",
        "0 0 29 2 *|2096-03-01T00:00|2104-02-29T00:00",
        "0 0 29 2 */6|2026-01-01T00:00|2032-02-29T00:00",
        "0 0 13 * FRI|2026-02-12T00:00|2026-02-13T00:00",
        "0 0 13 * FRI|2026-02-13T00:00|2026-02-20T00:00",
        "0 0 */2 * FRI|2026-02-12T00:00|2026-02-13T00:00",
        "0 0 */2 * FRI|2026-02-13T00:00|2026-02-27T00:00",
        "0 0 ? * SUN|2026-11-21T00:00|2026-11-22T00:00",
        "0 0 * * 7|2026-11-21T00:00|2026-11-22T00:00",
        "0 0 * * FRI-SUN|2026-11-21T00:00|2026-11-22T00:00",
        "0 0 * * 1/2|2026-11-20T00:00|2026-11-23T00:00",
        "0 0 1 * ?|2026-11-21T00:00|2026-12-01T00:00",
        "0 0 31 * *|2026-08-31T00:00|2026-10-31T00:00",
        "30 0 2 * * 7|2026-11-21T02:00:30|2026-11-22T02:00:30",
        "*/15 59 23 31 12 *|2026-12-31T23:59:45|2027-12-31T23:59:00",
        "59 59 23 * * *|2026-12-31T23:59:58.5|2026-12-31T23:59:59",
        "hourly|2026-11-21T05:00|2026-11-21T06:00",
        "daily|2026-11-21T05:00|2026-11-22T00:00",
        "@weekly|2026-11-21T05:00|2026-11-23T00:00",
        "monthly|2026-11-21T05:00|2026-12-01T00:00",
        "@yearly|2026-11-21T05:00|2027-01-01T00:00",
      })
  void firesNextAfterATime(String cron, LocalDateTime after, LocalDateTime next) {
    assertThat(Cron.parse(cron).next(after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 2 * *|'0 2 * *' is not a cron expression: write five fields (minute hour day month weekday), six with seconds first, or hourly, daily, weekly, monthly, yearly",
        "@reboot|'@reboot' is not a cron expression: write five fields",
        "0 25 * * *|'25' is not an hour of a cron expression: it takes 0 to 23, *, a-b, a,b and /n",
        "60 0 * * *|'60' is not a minute of a cron expression: it takes 0 to 59",
        "0 0 0 * *|'0' is not a day of a cron expression: it takes 1 to 31",
        "0 0 * 13 *|'13' is not a month of a cron expression: it takes 1 to 12",
        "0 0 * * 8|'8' is not a weekday of a cron expression: it takes 0 to 7",
        "0 0 * * FRI-MON|'FRI-MON' is not a weekday",
        "5-1 0 * * *|'5-1' is not a minute",
        "1,,2 0 * * *|'1,,2' is not a minute",
        "*/0 0 * * *|'*/0' is not a minute",
        "? 0 * * *|'?' is not a minute",
        "1-2-3 0 * * *|'1-2-3' is not a minute",
        "0 0 30 2 *|'0 0 30 2 *' never fires: no month that it names has a day that it names",
        "0 0 31 2,4,6,9,11 *|never fires",
        "0 0 0 31 APR ?|never fires",
      })
  void whatCannotFireIsRefusedWithTheReason(String cron, String message) {
    assertThat(Cron.problem(cron)).hasValueSatisfying(what -> assertThat(what).contains(message));
    assertThatThrownBy(() -> Cron.parse(cron)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 30 2 MON", "0 0 29 2 *", "0 0 31 2,3 *", "* * * * * *"})
  void whatFiresRarelyOrOftenIsFine(String cron) {
    assertThat(Cron.problem(cron)).isEmpty();
  }

  @Test
  void onlyAliasesAreAliases() {
    assertThat(Cron.parse("daily").isAlias()).isTrue();
    assertThat(Cron.parse("@daily").isAlias()).isTrue();
    assertThat(Cron.parse("0 0 * * *").isAlias()).isFalse();
  }

  @Test
  void itFindsWhatLookingAtEveryMinuteFinds() {
    Random random = new Random(7);
    for (int round = 0; round < 400; round++) {
      String text =
          field(random, 0, 59)
              + " "
              + field(random, 0, 23)
              + " "
              + field(random, 1, 28)
              + " "
              + field(random, 1, 12)
              + " "
              + field(random, 0, 6);
      LocalDateTime after =
          LocalDateTime.of(2024, 1, 1, 0, 0).plusMinutes(random.nextInt(2_000_000));
      LocalDateTime limit = after.plusDays(12);
      LocalDateTime next = Cron.parse(text).next(after);
      LocalDateTime expected = new NaiveCron(text).next(after, limit);
      if (expected.isBefore(limit)) {
        assertThat(next).as("%s after %s", text, after).isEqualTo(expected);
      } else {
        assertThat(next).as("%s after %s", text, after).isAfterOrEqualTo(expected);
      }
    }
  }

  private static String field(Random random, int min, int max) {
    int from = min + random.nextInt(max - min + 1);
    int to = from + random.nextInt(max - from + 1);
    return switch (random.nextInt(6)) {
      case 0 -> from + "," + to;
      case 1 -> from + "-" + to;
      case 2 -> from + "-" + to + "/" + (1 + random.nextInt(9));
      case 3 -> "*/" + (1 + random.nextInt(9));
      default -> "*";
    };
  }
}
