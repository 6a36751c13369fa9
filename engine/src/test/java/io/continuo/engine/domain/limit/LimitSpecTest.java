package io.continuo.engine.domain.limit;

import static io.continuo.engine.domain.limit.LimitFixture.asks;
import static io.continuo.engine.domain.limit.LimitFixture.of;
import static io.continuo.engine.domain.limit.LimitFixture.release;
import static io.continuo.engine.domain.limit.LimitFixture.released;
import static io.continuo.engine.domain.limit.LimitFixture.set;
import static io.continuo.engine.domain.limit.LimitFixture.spec;
import static io.continuo.engine.domain.limit.LimitFixture.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.LimitCommand;
import io.continuo.definition.policy.Priority;
import io.continuo.event.LimitEvent;
import org.junit.jupiter.api.Test;

class LimitSpecTest {
  private static final long LEVEL = 600;

  @Test
  void freePermitsAreGrantedAtOnceAndTheAttemptIsTold() {
    of(2).when(asks("a").command()).then(asks("a").granted()).thenEffects(told("a"));
  }

  @Test
  void aFullLimitQueuesAndTheReleaseGrantsToTheNext() {
    of(1)
        .after(asks("a").command())
        .when(asks("b").command())
        .then(asks("b").queued())
        .thenEffects()
        .when(release("a"))
        .then(released("a"), asks("b").granted())
        .thenEffects(told("b"));
  }

  @Test
  void whoHoldsAndAsksAgainIsToldAgainAndNothingElseHappens() {
    of(1).after(asks("a").command()).when(asks("a").command()).thenNothing().thenEffects(told("a"));
  }

  @Test
  void whoWaitsAndAsksAgainKeepsItsPlace() {
    of(1)
        .after(asks("a").command())
        .after(asks("b").command())
        .when(asks("b").command())
        .thenNothing()
        .thenEffects();
  }

  @Test
  void aReleaseOfSomebodyUnknownIsNothing() {
    of(1).when(release("a")).thenNothing().thenEffects();
  }

  @Test
  void whoNeedsItsPlaceInTheQueueNoMoreLeavesIt() {
    of(1)
        .after(asks("a").command())
        .after(asks("b").command())
        .after(asks("c").command())
        .when(release("b"))
        .then(released("b"))
        .when(release("a"))
        .then(released("a"), asks("c").granted());
  }

  @Test
  void requestsWaitForALimitThatWasNeverSet() {
    spec()
        .when(asks("a").command())
        .then(asks("a").queued())
        .when(set(1))
        .then(new LimitEvent.LimitSet(1, 0.5, "calls at once", "ada"), asks("a").granted());
  }

  @Test
  void aRequestHeavierThanTheLimitWaitsForARaiseAndHoldsNobodyUp() {
    of(2)
        .when(asks("heavy").weighs(3).command())
        .then(asks("heavy").weighs(3).queued())
        .at(5 * LEVEL)
        .when(asks("light").command())
        .then(asks("light").granted())
        .when(set(4))
        .then(
            new LimitEvent.LimitSet(4, 0.5, "calls at once", "ada"),
            asks("heavy").weighs(3).granted());
  }

  @Test
  void loweringALimitTakesNothingBackAndGrantsNothingUntilThereIsRoom() {
    of(2)
        .after(asks("a").command())
        .after(asks("b").command())
        .after(set(1))
        .after(asks("c").command())
        .when(release("a"))
        .then(released("a"))
        .when(release("b"))
        .then(released("b"), asks("c").granted());
  }

  @Test
  void aClosedLimitGrantsNothing() {
    of(0).when(asks("a").command()).then(asks("a").queued());
  }

  @Test
  void theSameSettingAgainIsNothing() {
    of(2).when(set(2)).thenNothing();
  }

  @Test
  void theHigherPriorityGoesFirst() {
    var low = asks("low").with(Priority.LOW);
    var high = asks("high").with(Priority.HIGH);
    of(1)
        .after(asks("a").command())
        .after(low.command())
        .after(high.command())
        .when(release("a"))
        .then(released("a"), high.granted());
  }

  @Test
  void everyTenMinutesOfWaitingAreWorthALevel() {
    var low = asks("low").with(Priority.LOW);
    var high = asks("high").with(Priority.HIGH);
    of(1)
        .after(asks("a").command())
        .after(low.command())
        .at(2 * LEVEL)
        .after(high.command())
        .when(release("a"))
        .then(released("a"), low.granted());
  }

  @Test
  void amongEqualsTheNamespaceThatHoldsLeastGoesFirst() {
    var risk = asks("r1").from("risk");
    of(3)
        .after(asks("f1").command())
        .after(asks("f2").command())
        .after(asks("x").from("sales").command())
        .after(asks("f3").command())
        .after(risk.command())
        .when(release("x"))
        .then(released("x"), risk.granted());
  }

  @Test
  void backfillsHoldNoMoreThanTheirShare() {
    of(4)
        .after(asks("b1").backfill().command())
        .after(asks("b2").backfill().command())
        .when(asks("b3").backfill().command())
        .then(asks("b3").backfill().queued())
        .when(asks("live").command())
        .then(asks("live").granted())
        .when(release("b1"))
        .then(released("b1"), asks("b3").backfill().granted());
  }

  @Test
  void oneBackfillMayAlwaysGoHoweverSmallTheShare() {
    spec()
        .after(new LimitCommand.SetLimit(3, 0, "", "ada"))
        .when(asks("b1").backfill().weighs(2).command())
        .then(asks("b1").backfill().weighs(2).granted())
        .when(asks("b2").backfill().command())
        .then(asks("b2").backfill().queued());
  }

  @Test
  void liveWorkGoesBeforeBackfillsOfTheSameLevel() {
    of(1)
        .after(asks("a").command())
        .after(asks("b").backfill().command())
        .after(asks("live").command())
        .when(release("a"))
        .then(released("a"), asks("live").granted());
  }

  @Test
  void lightRequestsPassAHeavyOneUntilItHasAgedALevel() {
    var heavy = asks("heavy").weighs(2);
    of(2)
        .after(asks("a").command())
        .after(heavy.command())
        .at(LEVEL - 1)
        .when(asks("b").command())
        .then(asks("b").granted())
        .at(LEVEL)
        .after(asks("c").command())
        .when(release("b"))
        .then(released("b"))
        .when(release("a"))
        .then(released("a"), heavy.granted());
  }

  @Test
  void aHeavyBackfillThatHasAgedKeepsTheShareButNotTheRestOfTheLimit() {
    var heavy = asks("heavy").backfill().weighs(2);
    of(4)
        .after(asks("b1").backfill().command())
        .after(heavy.command())
        .at(LEVEL)
        .when(asks("b2").backfill().command())
        .then(asks("b2").backfill().queued())
        .when(asks("live").command())
        .then(asks("live").granted())
        .when(release("b1"))
        .then(released("b1"), heavy.granted());
  }

  @Test
  void aLimitThatCannotBeIsRefused() {
    spec().when(set(-1)).thenRejected("invalid-limit", "'fx-api'", "0 or more");
    spec()
        .when(new LimitCommand.SetLimit(1, 1.5, "", "ada"))
        .thenRejected("invalid-limit", "from 0 to 1");
    spec()
        .when(new LimitCommand.SetLimit(1, Double.NaN, "", "ada"))
        .thenRejected("invalid-limit", "from 0 to 1");
  }

  @Test
  void whatIsReleasedIsForgotten() {
    var spec = of(1).after(asks("a").command()).after(asks("b").command());
    spec.after(release("a")).after(release("b"));
    assertThat(spec.state().holders()).isEmpty();
    assertThat(spec.state().lines()).isEmpty();
    assertThat(spec.state().used()).isEqualTo(LimitState.Used.NOTHING);
  }
}
