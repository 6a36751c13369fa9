package io.continuo.runner.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaunchRateTest {
  private long now = Long.MAX_VALUE - 5; // nanoTime may begin anywhere, and overflow
  private final LaunchRate rate = new LaunchRate(4, () -> now);

  private Duration take() {
    return rate.take("finance");
  }

  @Test
  void theTokensOfOneSecondAreThereAtOnceAndTheNextOnesFollowEvenly() {
    for (int i = 0; i < 4; i++) {
      assertThat(take()).isZero();
    }
    assertThat(take()).isEqualTo(Duration.ofMillis(250));
    assertThat(take()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void theBucketFillsAgainButNeverHoldsMoreThanASecondsTokens() {
    for (int i = 0; i < 4; i++) {
      take();
    }
    now += TimeUnit.HOURS.toNanos(1);
    for (int i = 0; i < 4; i++) {
      assertThat(take()).isZero();
    }
    assertThat(take()).isPositive();
  }

  @Test
  void namespacesDoNotHoldUpEachOther() {
    for (int i = 0; i < 10; i++) {
      take();
    }
    assertThat(rate.take("science")).isZero();
  }

  @Test
  void withoutALimitNobodyWaits() {
    LaunchRate unlimited = LaunchRate.unlimited();
    for (int i = 0; i < 1_000; i++) {
      assertThat(unlimited.take("finance")).isZero();
    }
  }
}
