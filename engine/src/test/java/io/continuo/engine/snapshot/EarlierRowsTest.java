package io.continuo.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.Slots;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.engine.domain.backfill.BackfillState;
import io.continuo.engine.domain.backfill.Pace;
import io.continuo.engine.domain.workflow.WorkflowState;
import io.continuo.event.PauseScope;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.codec.backfill.PlanJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlierRowsTest {
  private static final ExecutionId EARLY = execution("early");
  private static final ExecutionId LATE = execution("late");

  private static ExecutionId execution(String key) {
    return ExecutionId.of(new WorkflowId("finance", "daily"), key, 1);
  }

  /** As they were written before starts were numbered. */
  private static WorkflowState read(RowWriter head) {
    return new WorkflowSnapshot()
        .decode(
            Map.of(
                WorkflowSnapshot.HEAD,
                head.toBytes(),
                WorkflowSnapshot.LIVE + LATE,
                live(7),
                WorkflowSnapshot.LIVE + EARLY,
                live(3)));
  }

  private static byte[] live(long trigger) {
    return new RowWriter(1).number(trigger).flag(false).toBytes();
  }

  @Test
  void beforeStartsWereNumberedWhatIsLiveFollowsItsTriggers() {
    RowWriter head = new RowWriter(2).small(1).number(9);
    for (PauseScope scope : PauseScope.values()) {
      head.flag(scope == PauseScope.NAMESPACE);
    }
    WorkflowState state = read(head.flag(false).flag(false));

    assertThat(state.runs().live().keySet()).containsExactly(EARLY, LATE);
    assertThat(state.runs().triggered()).isEqualTo(9);
    assertThat(state.runs().started()).as("the next is the last").isEqualTo(9);
    assertThat(state.pauses()).containsExactly(PauseScope.NAMESPACE);
  }

  @Test
  void soItDoesOfTheVersionBeforeSchedules() {
    WorkflowState state = read(new RowWriter(1).flag(true).small(1).number(9));

    assertThat(state.runs().live().keySet()).containsExactly(EARLY, LATE);
    assertThat(state.runs().started()).isEqualTo(9);
    assertThat(state.pauses()).containsExactly(PauseScope.WORKFLOW);
  }

  @Test
  void aBackfillFromBeforeThereWasAPaceGoesOnWithAFreshOne() {
    PartitionLabel day = PartitionLabel.parse("2026-11-19").orElseThrow();
    BackfillPlan plan =
        new BackfillPlan(
            List.of(
                new BackfillPlan.Step(
                    new WorkflowId("finance", "daily"),
                    Partitions.of(Grain.DAILY),
                    Slots.of(List.of(day, day.next())),
                    List.of())));
    byte[] planRow =
        new RowWriter(1)
            .text(PlanJson.write(plan))
            .flag(false)
            .flag(false)
            .fields(Value.Fields.EMPTY)
            .toBytes();
    byte[] head = new RowWriter(1).text("RUNNING").small(2).number(1).flag(true).toBytes();

    var live =
        (BackfillState.Live)
            new BackfillSnapshot()
                .decode(
                    Map.of(
                        BackfillSnapshot.HEAD,
                        head,
                        "p",
                        planRow,
                        "u0/2026-11-19",
                        new RowWriter(1).toBytes()));

    assertThat(live.pace()).isEqualTo(Pace.FRESH);
    assertThat(live.begun()).isEqualTo(1);
    assertThat(live.flawed()).isTrue();
    assertThat(live.underWay()).containsExactly(new BackfillState.Slot(0, day));
  }
}
