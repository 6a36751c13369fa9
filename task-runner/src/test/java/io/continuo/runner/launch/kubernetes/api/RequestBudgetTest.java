package io.continuo.runner.launch.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
  private final AtomicLong clock = new AtomicLong(-7);
  private final RequestBudget budget = new RequestBudget(50, clock::get);

  @Test
  void twiceASecondsRequestsGoAtOnceAndTheRestAtTheirRate() {
    for (int i = 0; i < 100; i++) {
      assertThat(budget.take()).as("request %d", i).isZero();
    }

    assertThat(budget.take()).isEqualTo(Duration.ofMillis(20));
    assertThat(budget.take()).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void timeWithoutRequestsFillsTheBudgetAgainButNoFurther() {
    for (int i = 0; i < 100; i++) {
      budget.take();
    }
    clock.addAndGet(Duration.ofHours(1).toNanos());

    for (int i = 0; i < 100; i++) {
      assertThat(budget.take()).isZero();
    }
    assertThat(budget.take()).isPositive();
  }

  @Test
  void pausesDoubleUpToTheLongestAndAreShortenedAtRandom() {
    BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30));
    long[] full = {500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000};
    for (long millis : full) {
      assertThat(backOff.pause().toMillis()).isBetween(millis / 2, millis);
    }
    backOff.reset();
    assertThat(backOff.pause().toMillis()).isBetween(250L, 500L);
  }
}
