package io.continuo.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LooksTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Looks looks = new Looks();

  @Test
  void theFirstLookOfAllIsNextAndNoneOnceAllStopped() {
    assertThat(looks.next()).isEmpty();
    looks.plan("a", NOON.plusSeconds(5));
    looks.plan("b", NOON);
    assertThat(looks.next()).contains(NOON);
    looks.plan("b", NOON.plusSeconds(9));
    assertThat(looks.next()).contains(NOON.plusSeconds(5));
    looks.forget("a");
    looks.forget("b");
    assertThat(looks.next()).isEmpty();
  }
}
