package io.continuo.definition.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.policy.ExitCodes.Meaning;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  @Test
  void backOffGrowsByItsFactorUpToItsMax() {
    Backoff backoff = new Backoff(Duration.ofSeconds(30), 2, Duration.ofMinutes(10), 0);
    assertThat(backoff.base(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(backoff.base(3)).isEqualTo(Duration.ofMinutes(2));
    assertThat(backoff.base(6)).isEqualTo(Duration.ofMinutes(10));
    assertThat(backoff.base(5000)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aCodeThatNobodyNamesAsksForARetry() {
    ExitCodes codes = new ExitCodes(Set.of(0), Set.of(20), Set.of(50), Set.of());
    assertThat(codes.of(0)).isEqualTo(Meaning.SUCCESS);
    assertThat(codes.of(20)).isEqualTo(Meaning.BLOCKED);
    assertThat(codes.of(50)).isEqualTo(Meaning.FATAL);
    assertThat(codes.of(1)).isEqualTo(Meaning.RETRY);
  }

  @Test
  void onceCodesToRetryAreNamedEveryOtherIsFatal() {
    ExitCodes codes = new ExitCodes(Set.of(0), Set.of(), Set.of(), Set.of(75));
    assertThat(codes.of(75)).isEqualTo(Meaning.RETRY);
    assertThat(codes.of(1)).isEqualTo(Meaning.FATAL);
  }
}
