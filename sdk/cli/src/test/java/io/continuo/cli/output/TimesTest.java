package io.continuo.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0.0s",
    "PT0.449S, 0.4s",
    "PT9.99S, 9.9s",
    "PT10S, 10s",
    "PT59.9S, 59s",
    "PT1M, 1m",
    "PT3M20S, 3m 20s",
    "PT1H, 1h",
    "PT5H1M59S, 5h 1m",
    "P1D, 1d",
    "P12DT3H59M, 12d 3h"
  })
  void theTwoLargestUnitsRoundedDown(Duration duration, String text) {
    assertThat(Times.length(duration)).isEqualTo(text);
  }

  @Test
  void aServerWhoseClockIsAheadIsInTheFutureAndTakesNoTime() {
    Instant later = NOW.plusSeconds(42);
    assertThat(Times.ago(later, NOW)).isEqualTo("in 42s");
    assertThat(Times.ago(NOW, later)).isEqualTo("42s ago");
    assertThat(Times.took(Optional.of(later), Optional.empty(), NOW)).contains("0.0s");
    assertThat(Times.took(Optional.empty(), Optional.empty(), NOW)).isEmpty();
  }
}
