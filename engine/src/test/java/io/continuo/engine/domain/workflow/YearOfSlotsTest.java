package io.continuo.engine.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.WorkflowCommand;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.CatchUp;
import io.continuo.engine.domain.Decision;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A year of daily and hourly workflows in zones with summer time, and a week in which nothing runs:
 * every slot has exactly one record, and what is caught up is what the policy says. With {@code
 * -Dcontinuo.workflows=20000} it is as many as an installation has: 24 million slots, for which the
 * compiler that a server has pays, {@code -Dtest.jvm.args=-XX:TieredStopAtLevel=4}.
 */
class YearOfSlotsTest {
  private static final int WORKFLOWS = Integer.getInteger("continuo.workflows", 200);

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Stockholm"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("America/Santiago"),
          ZoneId.of("Africa/Casablanca"));
  private static final List<CatchUp> POLICIES =
      List.of(CatchUp.NONE, CatchUp.LATEST, CatchUp.ALL, CatchUp.last(3));

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  /** Over the European change to summer time. */
  private static final Instant DOWN = Instant.parse("2026-03-25T00:07:00Z");

  private static final Instant UP = DOWN.plus(Duration.ofDays(7));

  @Test
  void everySlotOfAYearHasExactlyOneRecord() {
    IntStream.range(0, WORKFLOWS).parallel().forEach(YearOfSlotsTest::live);
  }

  private static void live(int number) {
    Grain grain = number % 10 == 0 ? Grain.HOURLY : Grain.DAILY;
    ZoneId zone = ZONES.get(number % ZONES.size());
    new Life(number, zone, grain, POLICIES.get(number % POLICIES.size())).live();
  }

  /** One workflow, with the clock as data. */
  private static final class Life {
    private final WorkflowId id;
    private final Partitions partitions;
    private final CatchUp catchUp;
    private final WorkflowDecider decider;
    private final Set<String> ran = new HashSet<>();
    private WorkflowState state = WorkflowState.UNREGISTERED;
    private Optional<PartitionLabel> last = Optional.empty();
    private long records;
    private long missed;
    private long caughtUp;

    Life(int number, ZoneId zone, Grain grain, CatchUp catchUp) {
      this.id = new WorkflowId("year", "w" + number);
      this.partitions = new Partitions(grain, zone, Optional.empty());
      this.catchUp = catchUp;
      this.decider = new WorkflowDecider(id, Set.of("default"));
    }

    void live() {
      String cron =
          partitions.grain() == Grain.HOURLY
              ? "hourly"
              : (id.hashCode() & 1) == 0 ? "daily" : "30 2 * * *";
      Trigger.Schedule schedule =
          new Trigger.Schedule(
              cron,
              Optional.empty(),
              Optional.empty(),
              Duration.ofMinutes(5),
              catchUp,
              Optional.empty());
      WorkflowDefinition definition =
          WorkflowDefinition.of(id)
              .partitions(partitions)
              .triggers(List.of(schedule))
              .task(TaskDefinition.named("a").type("noop"))
              .build();
      tell(
          new WorkflowCommand.RegisterWorkflow(
              definition, new Digest("ab".repeat(32)), Optional.empty()),
          BEGIN);
      Instant due = Schedules.due(state).orElseThrow();
      while (due.isBefore(END)) {
        Instant now = due.isAfter(DOWN) && due.isBefore(UP) ? UP : due;
        tell(new WorkflowCommand.WakeWorkflow(due), now);
        due = Schedules.due(state).orElseThrow();
      }
      assertAccounted();
    }

    private void tell(WorkflowCommand command, Instant at) {
      if (decider.decide(state, command, at)
          instanceof Decision.Accepted<WorkflowEvent>(var events, var replies)) {
        for (WorkflowEvent event : events) {
          state = decider.evolve(state, event, at);
          note(event, at);
        }
      }
    }

    private void note(WorkflowEvent event, Instant at) {
      if (event instanceof WorkflowEvent.SlotDue due) {
        follows(due.slot());
        last = PartitionLabel.parse(due.slot());
        records++;
        caughtUp += due.late() ? 1 : 0;
      } else if (event instanceof WorkflowEvent.SlotsPassed passed) {
        follows(passed.first());
        PartitionLabel to = PartitionLabel.parse(passed.last()).orElseThrow();
        assertThat(PartitionLabel.parse(passed.first()).orElseThrow().until(to) + 1)
            .isEqualTo(passed.count());
        last = Optional.of(to);
        records += passed.count();
        missed += passed.count();
      } else if (event instanceof WorkflowEvent.ExecutionTriggered triggered) {
        assertThat(ran.add(triggered.partition().orElseThrow())).isTrue();
        tell(
            new WorkflowCommand.NoteExecutionEnded(
                triggered.execution(), ExecutionStatus.SUCCEEDED),
            at);
      }
    }

    /** Slots come in their order, without a gap and none twice. */
    private void follows(String slot) {
      last.ifPresent(before -> assertThat(slot).isEqualTo(before.next().toString()));
    }

    private void assertAccounted() {
      LocalDateTime first = LocalDateTime.ofInstant(BEGIN, partitions.timezone());
      long hours = partitions.grain() == Grain.HOURLY ? 365 * 24 : 365;
      assertThat(records).as("%s from %s", id, first).isBetween(hours - 2, hours + 2);
      assertThat(ran).hasSize((int) (records - missed));
      long late = caughtUp + missed;
      assertThat(late).isBetween(6L, 7L * 24 + 1);
      assertThat(caughtUp).isEqualTo(Math.min(late, catchUp.n()));
      assertThat(state.runs().ledger().spans().size()).isLessThanOrEqualTo(2);
    }
  }
}
