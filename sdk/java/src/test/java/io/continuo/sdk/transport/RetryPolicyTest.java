package io.continuo.sdk.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy =
      new RetryPolicy(4, Duration.ofMillis(100), Duration.ofMillis(300));

  @Test
  void pausesDoubleUpToTheCapAndAreAtLeastHalfOfIt() {
    assertThat(policy.pauseAfter(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(policy.pauseAfter(2)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(policy.pauseAfter(60)).isBetween(Duration.ofMillis(150), Duration.ofMillis(300));
  }

  @Test
  void theLastTryIsTheLast() {
    assertThat(policy.allowsAnotherAfter(3)).isTrue();
    assertThat(policy.allowsAnotherAfter(4)).isFalse();
    assertThat(RetryPolicy.none().allowsAnotherAfter(1)).isFalse();
  }

  @Test
  void aPolicyWithoutTriesIsRefused() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
        .hasMessageContaining("attempts >= 1");
  }
}
