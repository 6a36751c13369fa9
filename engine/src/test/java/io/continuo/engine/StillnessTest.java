package io.continuo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.engine.topology.Looks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StillnessTest {
  private static final Duration ASKED = Duration.ofMillis(100);

  private final AtomicInteger open = new AtomicInteger();
  private final Looks looks = new Looks();
  private final Stillness stillness = new Stillness(looks, open);

  @BeforeEach
  void aLookIsPlannedFarAway() {
    looks.plan("a", Instant.MAX);
  }

  @Test
  void aPollWaitsLongerWhereNothingElseIsToBeDone() {
    assertThat(stillness.stretch(ASKED)).isEqualTo(Stillness.LONGEST);
  }

  @Test
  void aPollThatAsksForWhatIsThereDoesNotWait() {
    assertThat(stillness.stretch(Duration.ZERO)).isZero();
  }

  @Test
  void aLookThatIsDueIsNotSleptThrough() {
    looks.plan("b", Instant.EPOCH);
    assertThat(stillness.stretch(ASKED)).isEqualTo(ASKED);
  }

  @Test
  void asLongAsNoProcessorIsThereNothingIsStill() {
    assertThat(new Stillness(new Looks(), open).stretch(ASKED)).isEqualTo(ASKED);
  }

  @Test
  void anOpenTransactionIsCommittedInTime() {
    open.incrementAndGet();
    assertThat(stillness.stretch(ASKED)).isEqualTo(ASKED);
  }
}
