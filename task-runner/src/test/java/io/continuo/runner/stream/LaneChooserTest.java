package io.continuo.runner.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.continuo.dispatch.Lane;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneChooserTest {
  private static final long ROUND_NANOS = 5_000_000;

  private final Map<Lane, Long> taken = new EnumMap<>(Map.of(Lane.LIVE, 0L, Lane.BACKFILL, 0L));
  private long now;
  private long idleLooks;

  /** One round of a reader without room to spare. */
  private void round(LaneChooser chooser, int live, int backfill) {
    Lane first = chooser.first(now);
    Lane second = first == Lane.LIVE ? Lane.BACKFILL : Lane.LIVE;
    if (look(chooser, first, live, backfill) == 0
        && !chooser.isOnlySlow(first)
        && chooser.isWorthALook(second, now)) {
      look(chooser, second, live, backfill);
    }
    now += ROUND_NANOS;
  }

  private int look(LaneChooser chooser, Lane lane, int live, int backfill) {
    int found = lane == Lane.LIVE ? live : backfill;
    idleLooks += lane == Lane.BACKFILL && found == 0 ? 1 : 0;
    chooser.found(lane, found, now);
    taken.merge(lane, (long) found, Long::sum);
    return found;
  }

  private double share() {
    long live = taken.getOrDefault(Lane.LIVE, 0L);
    long backfill = taken.getOrDefault(Lane.BACKFILL, 0L);
    return (double) backfill / (live + backfill);
  }

  private static LaneChooser of(int live, int backfill) {
    return new LaneChooser(Map.of(Lane.LIVE, live, Lane.BACKFILL, backfill));
  }

  @ParameterizedTest
  @CsvSource({"8,1", "1,1", "3,2", "1,5"})
  void whileBothLanesHaveWorkEachGetsItsShareHoweverManyTasksALookBrings(int live, int backfill) {
    LaneChooser chooser = of(live, backfill);
    Random random = new Random(live * 31L + backfill);
    for (int i = 0; i < 20_000; i++) {
      round(chooser, 1 + random.nextInt(32), 1 + random.nextInt(32));
    }
    assertThat(share()).isCloseTo((double) backfill / (live + backfill), within(0.01));
  }

  @Test
  void aTransactionMarkerNowAndThenChangesTheSharesLittle() {
    LaneChooser chooser = of(8, 1);
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      round(chooser, random.nextInt(4), random.nextInt(4));
    }
    assertThat(share()).isBetween(0.10, 0.14);
  }

  @Test
  void aLiveLaneWhoseFetchIsSlowKeepsItsTurn() {
    LaneChooser chooser = of(4, 1);
    for (int i = 0; i < 20_000; i++) {
      round(chooser, i % Shares.LOOKS == 0 ? 1 : 0, 1);
    }
    assertThat(share()).isCloseTo(1.0 / 5, within(0.02));
  }

  @Test
  void aBackfillThatComesUnderLoadIsFoundWithinAGlance() {
    LaneChooser chooser = of(8, 1);
    for (int i = 0; i < 1_000; i++) {
      round(chooser, 4, 0);
    }
    long came = now;
    while (taken.getOrDefault(Lane.BACKFILL, 0L) == 0) {
      round(chooser, 4, 1);
    }
    assertThat(now - came).isLessThanOrEqualTo(LaneChooser.GLANCE_NANOS + ROUND_NANOS);
  }

  @Test
  void aLongTimeAloneIsNeitherSavedUpNorOwed() {
    LaneChooser chooser = of(8, 1);
    for (int i = 0; i < 1_000; i++) {
      round(chooser, 0, 4);
    }
    taken.clear();
    for (int i = 0; i < 1_000; i++) {
      round(chooser, 1, 1);
    }
    assertThat(share()).isCloseTo(1.0 / 9, within(0.02));
  }

  @Test
  void anEmptyBackfillLaneIsLookedAtOnlyNowAndThen() {
    LaneChooser chooser = of(8, 1);
    for (int i = 0; i < 400; i++) {
      round(chooser, 1, 0);
    }
    assertThat(idleLooks).isBetween(9L, 12L); // two seconds of rounds
  }

  @Test
  void queuesShareByTheirWeightsAndAnIdleOneHoldsUpNobody() {
    Shares<String> shares = new Shares<>(Map.of("big", 2, "small", 1));
    int big = 0;
    int small = 0;
    for (int i = 0; i < 3_000; i++) {
      if (shares.isTurnOf("big")) {
        shares.took("big", 1);
        big++;
      }
      if (shares.isTurnOf("small")) {
        shares.took("small", 1);
        small++;
      }
    }
    assertThat((double) big / small).isCloseTo(2, within(0.01));
    for (int i = 0; i < Shares.LOOKS; i++) {
      shares.foundNothing("big");
    }
    for (int i = 0; i < 100; i++) {
      assertThat(shares.isTurnOf("small")).isTrue();
      shares.took("small", 1);
    }
  }
}
