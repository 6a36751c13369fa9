package io.continuo.engine.domain.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.BackfillPlan.Feed;
import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.backfill.SlotEnd;
import io.continuo.command.BackfillCommand;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.event.BackfillEvent;
import io.continuo.event.BackfillEvent.BackfillStatus;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random plans, ends in any order, said twice, with pauses, edits and stops between them. {@link
 * DeciderSpec} compares the rows with the fold after every command.
 */
class BackfillPropertyTest {
  private record Name(WorkflowId workflow, String label) {}

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everySlotRunsOnceAfterWhatItReadsFromAndNeverTooManyAtOnce(long seed) {
    Random random = new Random(seed);
    new Run(random, RandomPlan.of(random)).play();
  }

  /** One backfill, with workflows that answer late, twice and out of order. */
  private static final class Run {
    private final Random random;
    private final BackfillPlan plan;
    private final BackfillCommand.CreateBackfill create;
    private final DeciderSpec<BackfillState, BackfillCommand, BackfillEvent> spec =
        BackfillFixture.spec();
    private final Map<Name, Integer> underWay = new LinkedHashMap<>();
    private final Map<Name, SlotEnd> ended = new HashMap<>();
    private final List<BackfillCommand> said = new ArrayList<>();
    private Optional<BackfillStatus> status = Optional.empty();
    private int concurrency;
    private long seconds;
    private int begunNow;
    private boolean stopping;
    private boolean allGood = true;

    Run(Random random, BackfillPlan plan) {
      this.random = random;
      this.plan = plan;
      this.concurrency = 1 + random.nextInt(6);
      var plain = BackfillFixture.create(plan, concurrency);
      var maybeReversed = random.nextBoolean() ? BackfillFixture.reversed(plain) : plain;
      this.create =
          random.nextBoolean() ? BackfillFixture.skippingSucceeded(maybeReversed) : maybeReversed;
    }

    void play() {
      tell(create);
      boolean mayStop = random.nextInt(4) == 0;
      while (status.isEmpty()) {
        tell(anything(mayStop));
        BackfillDecider.due(spec.state()).filter(_ -> random.nextInt(3) == 0).ifPresent(this::wake);
      }
      assertThat(underWay).isEmpty();
      if (status.get() != BackfillStatus.STOPPED) {
        assertThat((long) ended.size()).isEqualTo(plan.total());
        assertThat(status.get() == BackfillStatus.SUCCEEDED).isEqualTo(allGood);
      }
      assertThat(spec.state()).isEqualTo(new BackfillState.Ended(status.get()));
      said.forEach(
          late -> {
            spec.when(late);
            assertThat(spec.events()).isEmpty();
          });
    }

    private void wake(Instant due) {
      spec.at(++seconds);
      begunNow = 0;
      tell(new BackfillCommand.WakeBackfill(due));
    }

    private BackfillCommand anything(boolean mayStop) {
      int lot = random.nextInt(100);
      if (lot < 6) {
        return new BackfillCommand.PauseBackfill("ada");
      }
      if (lot < 16) {
        return new BackfillCommand.ResumeBackfill("ada");
      }
      if (lot < 22) {
        return new BackfillCommand.EditBackfill(1 + random.nextInt(6), "ada");
      }
      if (lot < 24 && mayStop) {
        return new BackfillCommand.StopBackfill(random.nextBoolean(), "ada");
      }
      if (lot < 34 || underWay.isEmpty()) {
        return said.get(random.nextInt(said.size()));
      }
      return end(List.copyOf(underWay.keySet()).get(random.nextInt(underWay.size())));
    }

    private BackfillCommand end(Name slot) {
      int lot = random.nextInt(20);
      SlotEnd end =
          lot == 0
              ? SlotEnd.FAILED
              : lot == 1 ? SlotEnd.CANCELLED : lot < 5 ? SlotEnd.SKIPPED : SlotEnd.SUCCEEDED;
      return BackfillFixture.note(slot.workflow(), slot.label(), end);
    }

    private void tell(BackfillCommand command) {
      if (command instanceof BackfillCommand.NoteSlotEnded
          || command instanceof BackfillCommand.CreateBackfill) {
        said.add(command);
      }
      spec.when(command);
      spec.events().forEach(this::hear);
    }

    private void hear(BackfillEvent event) {
      switch (event) {
        case BackfillEvent.BackfillSlotStarted e -> started(new Name(e.workflow(), e.slot()));
        case BackfillEvent.BackfillSlotEnded e -> ended(new Name(e.workflow(), e.slot()), e);
        case BackfillEvent.BackfillEdited e -> concurrency = e.concurrency();
        case BackfillEvent.BackfillStopping e -> stopping = true;
        case BackfillEvent.BackfillEnded e -> status = Optional.of(e.status());
        case BackfillEvent.BackfillCreated e -> {}
        case BackfillEvent.BackfillPaused e -> {}
        case BackfillEvent.BackfillResumed e -> {}
        case BackfillEvent.BackfillCommandRejected e -> {}
      }
    }

    private void started(Name slot) {
      assertThat(stopping).isFalse();
      assertThat(ended).doesNotContainKey(slot);
      assertThat(underWay.put(slot, stepOf(slot))).as("%s is under way once", slot).isNull();
      assertThat(underWay.size()).isLessThanOrEqualTo(concurrency);
      assertThat(++begunNow).isLessThanOrEqualTo(Pace.SLOTS);
      for (Name parent : parents(slot)) {
        assertThat(isGood(parent)).as("%s before %s", parent, slot).isTrue();
      }
    }

    private void ended(Name slot, BackfillEvent.BackfillSlotEnded e) {
      boolean ran = underWay.remove(slot) != null;
      assertThat(ended.put(slot, e.end())).as("%s ends once", slot).isNull();
      if (!ran) {
        assertThat(e.end()).isEqualTo(SlotEnd.SKIPPED);
        assertThat(parents(slot)).anyMatch(parent -> ended.get(parent) != null && !isGood(parent));
      }
      allGood &= isGood(slot);
    }

    private boolean isGood(Name slot) {
      SlotEnd end = ended.get(slot);
      return end == SlotEnd.SUCCEEDED
          || (end == SlotEnd.SKIPPED && create.skipSucceeded() && stepOf(slot) == 0);
    }

    private int stepOf(Name slot) {
      return plan.steps().stream().map(Step::workflow).toList().indexOf(slot.workflow());
    }

    private List<Name> parents(Name slot) {
      Step reading = plan.steps().get(stepOf(slot));
      PartitionLabel label = BackfillFixture.label(slot.label());
      List<Name> parents = new ArrayList<>();
      for (Feed feed : reading.feeds()) {
        Step feeding = plan.steps().get(feed.step());
        feed.mapping().upstream(reading.partitions(), label, feeding.dataset()).stream()
            .filter(feeding.slots()::has)
            .forEach(parent -> parents.add(new Name(feeding.workflow(), parent.toString())));
      }
      return parents;
    }
  }
}
