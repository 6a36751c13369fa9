package io.continuo.engine.domain.backfill;

import static io.continuo.engine.domain.backfill.BackfillFixture.DAILY;
import static io.continuo.engine.domain.backfill.BackfillFixture.ID;
import static io.continuo.engine.domain.backfill.BackfillFixture.INPUTS;
import static io.continuo.engine.domain.backfill.BackfillFixture.REPORT;
import static io.continuo.engine.domain.backfill.BackfillFixture.WEEKLY;
import static io.continuo.engine.domain.backfill.BackfillFixture.chain;
import static io.continuo.engine.domain.backfill.BackfillFixture.create;
import static io.continuo.engine.domain.backfill.BackfillFixture.created;
import static io.continuo.engine.domain.backfill.BackfillFixture.ended;
import static io.continuo.engine.domain.backfill.BackfillFixture.feed;
import static io.continuo.engine.domain.backfill.BackfillFixture.fourDays;
import static io.continuo.engine.domain.backfill.BackfillFixture.label;
import static io.continuo.engine.domain.backfill.BackfillFixture.note;
import static io.continuo.engine.domain.backfill.BackfillFixture.reversed;
import static io.continuo.engine.domain.backfill.BackfillFixture.run;
import static io.continuo.engine.domain.backfill.BackfillFixture.skipped;
import static io.continuo.engine.domain.backfill.BackfillFixture.skippingSucceeded;
import static io.continuo.engine.domain.backfill.BackfillFixture.slots;
import static io.continuo.engine.domain.backfill.BackfillFixture.spec;
import static io.continuo.engine.domain.backfill.BackfillFixture.started;
import static io.continuo.engine.domain.backfill.BackfillFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.SlotEnd;
import io.continuo.backfill.Slots;
import io.continuo.command.BackfillCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.partition.Grain;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Effect;
import io.continuo.event.BackfillEvent;
import io.continuo.event.BackfillEvent.BackfillStatus;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackfillSpecTest {

  @Test
  void itAsksForAsManySlotsAsMayBeUnderWayTheOldestFirst() {
    var create = create(fourDays(), 2);
    spec()
        .when(create)
        .then(created(create), started(DAILY, "2026-11-19"), started(DAILY, "2026-11-20"))
        .thenEffects(
            run(DAILY, "2026-11-19", INPUTS, false), run(DAILY, "2026-11-20", INPUTS, false))
        .when(note(DAILY, "2026-11-20", SlotEnd.SUCCEEDED))
        .then(ended(DAILY, "2026-11-20", SlotEnd.SUCCEEDED), started(DAILY, "2026-11-21"));
  }

  @Test
  void reversedItBeginsWithTheNewest() {
    var create = reversed(create(fourDays(), 1));
    spec()
        .when(create)
        .then(created(create), started(DAILY, "2026-11-22"))
        .when(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .then(ended(DAILY, "2026-11-22", SlotEnd.SUCCEEDED), started(DAILY, "2026-11-21"));
  }

  @Test
  void itEndsWithItsLastSlotAndKnowsWhetherAllSucceeded() {
    spec()
        .after(create(fourDays(), 4))
        .after(note(DAILY, "2026-11-19", SlotEnd.SUCCEEDED))
        .after(note(DAILY, "2026-11-20", SlotEnd.SUCCEEDED))
        .after(note(DAILY, "2026-11-21", SlotEnd.SUCCEEDED))
        .when(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .then(
            ended(DAILY, "2026-11-22", SlotEnd.SUCCEEDED),
            new BackfillEvent.BackfillEnded(BackfillStatus.SUCCEEDED));
  }

  @Test
  void aSlotThatFailsLeavesTheOthersAloneAndTheBackfillFailed() {
    spec()
        .after(create(fourDays(), 1))
        .when(note(DAILY, "2026-11-19", SlotEnd.FAILED))
        .then(ended(DAILY, "2026-11-19", SlotEnd.FAILED), started(DAILY, "2026-11-20"))
        .after(note(DAILY, "2026-11-20", SlotEnd.SUCCEEDED))
        .after(note(DAILY, "2026-11-21", SlotEnd.SUCCEEDED))
        .when(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .then(
            ended(DAILY, "2026-11-22", SlotEnd.SUCCEEDED),
            new BackfillEvent.BackfillEnded(BackfillStatus.FAILED));
  }

  @Test
  void aSlotThatHadSucceededCountsAsSuccessWhereItMayBeLeftOut() {
    BackfillPlan twoSteps = new BackfillPlan(chain().steps().subList(0, 2));
    var create = skippingSucceeded(create(twoSteps, 2));
    spec()
        .when(create)
        .thenEffects(run(DAILY, "2026-11-22", INPUTS, true), run(DAILY, "2026-11-23", INPUTS, true))
        .when(note(DAILY, "2026-11-22", SlotEnd.SKIPPED))
        .then(ended(DAILY, "2026-11-22", SlotEnd.SKIPPED), started(REPORT, "2026-11-22"))
        .thenEffects(run(REPORT, "2026-11-22", Value.Fields.EMPTY, false))
        .after(note(REPORT, "2026-11-22", SlotEnd.SUCCEEDED))
        .after(note(DAILY, "2026-11-23", SlotEnd.SUCCEEDED))
        .when(note(REPORT, "2026-11-23", SlotEnd.SUCCEEDED))
        .then(
            ended(REPORT, "2026-11-23", SlotEnd.SUCCEEDED),
            new BackfillEvent.BackfillEnded(BackfillStatus.SUCCEEDED));
  }

  @Test
  void aSlotIsNotPassedOverUnlessItMayBe() {
    spec()
        .after(create(chain(), 1))
        .when(note(DAILY, "2026-11-22", SlotEnd.SKIPPED))
        .then(
            ended(DAILY, "2026-11-22", SlotEnd.SKIPPED),
            skipped(REPORT, "2026-11-22", "upstream finance/daily 2026-11-22 was skipped"),
            skipped(WEEKLY, "2026-W47", "upstream finance/daily 2026-11-22 was skipped"),
            started(DAILY, "2026-11-23"));
  }

  @Test
  void whatIsReadyDownstreamGoesBeforeFurtherSlotsOfTheFirstStep() {
    spec()
        .after(create(chain(), 1))
        .when(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .then(ended(DAILY, "2026-11-22", SlotEnd.SUCCEEDED), started(REPORT, "2026-11-22"))
        .when(note(REPORT, "2026-11-22", SlotEnd.SUCCEEDED))
        .then(ended(REPORT, "2026-11-22", SlotEnd.SUCCEEDED), started(WEEKLY, "2026-W47"))
        .when(note(WEEKLY, "2026-W47", SlotEnd.SUCCEEDED))
        .then(ended(WEEKLY, "2026-W47", SlotEnd.SUCCEEDED), started(DAILY, "2026-11-23"));
  }

  @Test
  void aSlotWaitsForAllThatItReadsFrom() {
    BackfillPlan plan =
        new BackfillPlan(
            List.of(
                step(DAILY, Grain.DAILY, slots("2026-11-21", "2026-11-22")),
                step(REPORT, Grain.DAILY, slots("2026-11-22"), feed(0, "same"), feed(0, "lag(1)")),
                step(WEEKLY, Grain.WEEKLY, slots("2026-W47"), feed(0, "all"), feed(1, "last(2)"))));
    spec()
        .after(create(plan, 3))
        .when(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .then(ended(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .when(note(DAILY, "2026-11-21", SlotEnd.SUCCEEDED))
        .then(ended(DAILY, "2026-11-21", SlotEnd.SUCCEEDED), started(REPORT, "2026-11-22"))
        .when(note(REPORT, "2026-11-22", SlotEnd.SUCCEEDED))
        .then(ended(REPORT, "2026-11-22", SlotEnd.SUCCEEDED), started(WEEKLY, "2026-W47"));
  }

  @Test
  void aFailureIsNotCarriedDownstream() {
    spec()
        .after(create(chain(), 1))
        .when(note(DAILY, "2026-11-22", SlotEnd.CANCELLED))
        .then(
            ended(DAILY, "2026-11-22", SlotEnd.CANCELLED),
            skipped(REPORT, "2026-11-22", "upstream finance/daily 2026-11-22 was cancelled"),
            skipped(WEEKLY, "2026-W47", "upstream finance/daily 2026-11-22 was cancelled"),
            started(DAILY, "2026-11-23"))
        .after(note(DAILY, "2026-11-23", SlotEnd.SUCCEEDED))
        .when(note(REPORT, "2026-11-23", SlotEnd.FAILED))
        .then(
            ended(REPORT, "2026-11-23", SlotEnd.FAILED),
            skipped(WEEKLY, "2026-W48", "upstream finance/report 2026-11-23 failed"),
            new BackfillEvent.BackfillEnded(BackfillStatus.FAILED));
  }

  @Test
  void whatIsNotUnderWayCannotEnd() {
    spec()
        .after(create(chain(), 1))
        .when(note(DAILY, "2026-11-23", SlotEnd.SUCCEEDED))
        .thenNothing()
        .when(note(REPORT, "2026-11-22", SlotEnd.SUCCEEDED))
        .thenNothing()
        .when(note(DAILY, "no label", SlotEnd.SUCCEEDED))
        .thenNothing()
        .after(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .when(note(DAILY, "2026-11-22", SlotEnd.FAILED))
        .thenNothing();
  }

  @Test
  void pausedItBeginsNothingUntilItIsResumed() {
    spec()
        .after(create(fourDays(), 1))
        .when(new BackfillCommand.PauseBackfill("ada"))
        .then(new BackfillEvent.BackfillPaused("ada"))
        .when(note(DAILY, "2026-11-19", SlotEnd.SUCCEEDED))
        .then(ended(DAILY, "2026-11-19", SlotEnd.SUCCEEDED))
        .when(new BackfillCommand.ResumeBackfill("ada"))
        .then(new BackfillEvent.BackfillResumed("ada"), started(DAILY, "2026-11-20"))
        .when(new BackfillCommand.ResumeBackfill("ada"))
        .thenNothing();
  }

  @Test
  void moreOrFewerSlotsMayBeUnderWay() {
    spec()
        .after(create(fourDays(), 1))
        .when(new BackfillCommand.EditBackfill(3, "ada"))
        .then(
            new BackfillEvent.BackfillEdited(3, "ada"),
            started(DAILY, "2026-11-20"),
            started(DAILY, "2026-11-21"))
        .when(new BackfillCommand.EditBackfill(1, "ada"))
        .then(new BackfillEvent.BackfillEdited(1, "ada"))
        .when(note(DAILY, "2026-11-19", SlotEnd.SUCCEEDED))
        .then(ended(DAILY, "2026-11-19", SlotEnd.SUCCEEDED))
        .when(new BackfillCommand.EditBackfill(0, "ada"))
        .thenRejected("bad-concurrency", "0 slots", "from 1 to 1000");
  }

  @Test
  void stoppedItEndsWithWhatIsUnderWay() {
    spec()
        .after(create(chain(), 1))
        .when(new BackfillCommand.StopBackfill(false, "ada"))
        .then(new BackfillEvent.BackfillStopping(false, "ada"))
        .thenEffects()
        .when(new BackfillCommand.PauseBackfill("ada"))
        .thenRejected("stopping", "being stopped")
        .when(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .then(
            ended(DAILY, "2026-11-22", SlotEnd.SUCCEEDED),
            new BackfillEvent.BackfillEnded(BackfillStatus.STOPPED));
  }

  @Test
  void stoppingCancelsWhatIsUnderWayOnlyWhenAsked() {
    spec()
        .after(create(fourDays(), 1))
        .after(new BackfillCommand.StopBackfill(false, "ada"))
        .when(new BackfillCommand.StopBackfill(true, "bob"))
        .then(new BackfillEvent.BackfillStopping(true, "bob"))
        .thenEffects(
            new Effect.AskWorkflow(
                DAILY, new WorkflowCommand.CancelBackfillSlot(ID, "2026-11-19", "bob")))
        .when(note(DAILY, "2026-11-19", SlotEnd.CANCELLED))
        .then(
            ended(DAILY, "2026-11-19", SlotEnd.CANCELLED),
            new BackfillEvent.BackfillEnded(BackfillStatus.STOPPED));
  }

  @Test
  void stoppedWithNothingUnderWayItEndsAtOnce() {
    spec()
        .after(create(fourDays(), 1))
        .after(new BackfillCommand.PauseBackfill("ada"))
        .after(note(DAILY, "2026-11-19", SlotEnd.SUCCEEDED))
        .when(new BackfillCommand.StopBackfill(true, "ada"))
        .then(
            new BackfillEvent.BackfillStopping(true, "ada"),
            new BackfillEvent.BackfillEnded(BackfillStatus.STOPPED));
  }

  @Test
  void onceEndedItIsNeverBegunAgain() {
    var create =
        create(new BackfillPlan(List.of(step(DAILY, Grain.DAILY, slots("2026-11-22")))), 1);
    spec()
        .after(create)
        .after(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .when(create)
        .thenNothing()
        .when(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .thenNothing()
        .when(new BackfillCommand.PauseBackfill("ada"))
        .thenRejected("ended", ID, "create another");
  }

  @Test
  void whatWasNeverCreatedIsNotFound() {
    spec()
        .when(new BackfillCommand.StopBackfill(true, "ada"))
        .thenRejected("not-found", ID)
        .when(create(fourDays(), 0))
        .thenRejected("bad-concurrency", "0 slots")
        .when(note(DAILY, "2026-11-22", SlotEnd.SUCCEEDED))
        .thenNothing();
  }

  @Test
  void moreThanTenSlotsWithinATenthOfASecondWaitForTheNextOne() {
    Slots hours = new Slots.Range(label("2026-11-01T00"), label("2026-11-01T23"));
    var spec =
        spec().after(create(new BackfillPlan(List.of(step(DAILY, Grain.HOURLY, hours))), 15));

    assertThat(spec.events()).hasSize(1 + Pace.SLOTS);
    Instant due = BackfillDecider.due(spec.state()).orElseThrow();
    assertThat(due).isEqualTo(DeciderSpec.second(0).plus(Pace.WINDOW));

    spec.when(note(DAILY, "2026-11-01T00", SlotEnd.SUCCEEDED));
    assertThat(spec.events()).hasSize(1);

    spec.restarted().at(1).when(new BackfillCommand.WakeBackfill(due));
    assertThat(spec.events()).hasSize(6);
    assertThat(((BackfillState.Live) spec.state()).underWay()).hasSize(15);
    assertThat(BackfillDecider.due(spec.state())).isEmpty();
  }

  @Test
  void aMillionSlotsAreOneNumber() {
    Slots hours =
        new Slots.Range(
            BackfillFixture.label("1900-01-01T00"), BackfillFixture.label("2026-11-21T00"));
    var spec = spec().after(create(new BackfillPlan(List.of(step(DAILY, Grain.HOURLY, hours))), 5));
    BackfillState.Live live = (BackfillState.Live) spec.state();
    assertThat(live.course().length()).isGreaterThan(1_000_000);
    assertThat(live.underWay()).hasSize(5);
    assertThat(live.waiting()).isEmpty();
  }
}
