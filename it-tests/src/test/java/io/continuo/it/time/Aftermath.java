package io.continuo.it.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.engine.topology.family.BackfillFamily;
import io.continuo.engine.topology.family.DatasetFamily;
import io.continuo.engine.topology.family.LimitFamily;
import io.continuo.engine.topology.family.NamespaceFamily;
import io.continuo.engine.topology.family.RunnerFamily;
import io.continuo.engine.topology.family.WorkflowFamily;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.LimitEvent;
import io.continuo.event.Recorded;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionTriggered;
import io.continuo.it.history.History;
import io.continuo.it.history.Life;
import io.continuo.it.history.Replay;
import io.continuo.wire.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the topics say after a storm. */
final class Aftermath {
  private final History executions;
  private final Life<?, WorkflowEvent> workflows;
  private final Life<?, LimitEvent> limits;
  private final List<Life<?, ?>> families;

  /** Reads it; nothing may be writing. */
  Aftermath(String brokers) {
    executions = History.read(brokers);
    workflows = Life.read(brokers, new WorkflowFamily(Topics.DEFAULT, Set.of("default")));
    limits = Life.read(brokers, new LimitFamily(Topics.DEFAULT));
    families =
        List.of(
            workflows,
            limits,
            Life.read(brokers, new DatasetFamily(Topics.DEFAULT)),
            Life.read(brokers, new BackfillFamily(Topics.DEFAULT)),
            Life.read(brokers, new NamespaceFamily(Topics.DEFAULT)),
            Life.read(brokers, new RunnerFamily(Topics.DEFAULT)));
  }

  /** All of the storm happened, each part of it once; state is what the events say. */
  void verify(Storm storm) throws Exception {
    List<String> days = storm.slots(Grain.DAILY);
    assertEachOnce(Storm.HOURS, "backfill", storm.slots(Grain.HOURLY));
    assertEachOnce(Storm.DAYS, "backfill", days);
    assertEachOnce(Storm.WEEKS, "backfill", storm.slots(Grain.WEEKLY));
    assertEachOnce(Storm.READER, "landing", days);
    assertInOrder(Storm.DAYS, Storm.HOURS);
    assertInOrder(Storm.WEEKS, Storm.DAYS);
    Storm.TICKS.forEach(this::assertEverySecond);
    assertThat(storm.runs()).doesNotHaveDuplicates();
    assertPermits();
    executions.assertNumbered();
    Replay.assertEqual(executions);
    families.forEach(Life::assertWhole);
  }

  private List<ExecutionTriggered> triggered(String workflow) {
    return workflows.eventsOf(workflow).stream()
        .map(Recorded::event)
        .flatMap(event -> event instanceof ExecutionTriggered e ? Stream.of(e) : Stream.empty())
        .toList();
  }

  private void assertEachOnce(String workflow, String kind, List<String> slots) {
    List<ExecutionTriggered> triggered = triggered(workflow);
    assertThat(triggered)
        .as(workflow)
        .allSatisfy(
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.run()).isEqualTo(1);
              assertSucceededOnce(e);
            })
        .extracting(e -> e.partition().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(slots);
  }

  private void assertSucceededOnce(ExecutionTriggered triggered) {
    String execution = triggered.execution().toString();
    List<ExecutionStatus> ends =
        executions.eventsOf(execution).stream()
            .map(Recorded::event)
            .flatMap(
                event ->
                    event instanceof ExecutionEvent.ExecutionEnded ended
                        ? Stream.of(ended.status())
                        : Stream.empty())
            .toList();
    assertThat(ends)
        .as(() -> triggered + "\n" + executions.compact(execution))
        .containsExactly(ExecutionStatus.SUCCEEDED);
  }

  /** No slot started before those that it reads from had ended. */
  private void assertInOrder(String downstream, String upstream) {
    for (ExecutionTriggered reads : triggered(downstream)) {
      String began = reads.execution().toString();
      PartitionLabel slot = PartitionLabel.parse(reads.partition().orElseThrow()).orElseThrow();
      for (ExecutionTriggered read : triggered(upstream)) {
        String ended = read.execution().toString();
        PartitionLabel part = PartitionLabel.parse(read.partition().orElseThrow()).orElseThrow();
        if (PartitionLabel.containing(slot.grain(), part.start()).equals(slot)) {
          assertThat(executions.eventsOf(began).getFirst().at())
              .as(() -> executions.compact(began) + "\nafter\n" + executions.compact(ended))
              .isAfterOrEqualTo(endOf(ended));
        }
      }
    }
  }

  /** Not its last event: attempts of a runner that comes back late are fenced after it, too. */
  private Instant endOf(String execution) {
    return executions.eventsOf(execution).stream()
        .filter(recorded -> recorded.event() instanceof ExecutionEvent.ExecutionEnded)
        .map(Recorded::at)
        .findFirst()
        .orElseThrow();
  }

  /** Each second from the first to the last is one slot, which ran once. */
  private void assertEverySecond(String tick) {
    List<Instant> due =
        workflows.eventsOf(tick).stream()
            .map(Recorded::event)
            .flatMap(
                event ->
                    event instanceof WorkflowEvent.SlotDue slot
                        ? Stream.of(slot.nominal())
                        : Stream.empty())
            .toList();
    assertThat(due).as(tick).hasSizeGreaterThan(Storm.MORE_THAN);
    for (int i = 1; i < due.size(); i++) {
      assertThat(due.get(i)).as(tick).isEqualTo(due.get(i - 1).plusSeconds(1));
    }
    assertThat(triggered(tick)).hasSameSizeAs(due).allSatisfy(this::assertSucceededOnce);
    assertThat(triggered(tick)).extracting(ExecutionTriggered::execution).doesNotHaveDuplicates();
    System.out.println("chaos: " + due.size() + " seconds of " + tick + ", each once");
  }

  /** By the limit's own events: never more than there are, and all given back. */
  private void assertPermits() {
    Map<String, Integer> held = new HashMap<>();
    int most = 0;
    for (Recorded<LimitEvent> recorded : limits.eventsOf(Storm.LIMIT)) {
      Optional<String> granted =
          recorded.event() instanceof LimitEvent.PermitsGranted e
              ? Optional.of(e.holder().toString())
              : Optional.empty();
      granted.ifPresent(holder -> held.merge(holder, 1, Integer::sum));
      if (recorded.event() instanceof LimitEvent.PermitsReleased e) {
        held.remove(e.holder().toString());
      }
      most = Math.max(most, held.values().stream().mapToInt(Integer::intValue).sum());
    }
    assertThat(held).as("permits that are held").isEmpty();
    assertThat(most).as("permits held at once").isBetween(1, Storm.PERMITS);
    assertThat(AtOnce.of(executions, id -> id.namespace().equals("storm")))
        .as("attempts at once")
        .isBetween(1, Storm.PERMITS);
  }
}
