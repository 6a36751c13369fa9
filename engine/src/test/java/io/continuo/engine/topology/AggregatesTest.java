package io.continuo.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.RunnerCommand;
import io.continuo.engine.domain.runner.RunnerState;
import io.continuo.engine.domain.runner.RunnerState.Standing;
import io.continuo.engine.snapshot.RunnerSnapshot;
import io.continuo.engine.topology.family.RunnerFamily;
import io.continuo.engine.topology.store.AggregateStore;
import io.continuo.event.RunnerEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePMap;

class AggregatesTest {
  private static final Instant SEEN = Instant.parse("2026-11-26T10:00:00Z");
  private static final AttemptId ATTEMPT =
      new AttemptId(ExecutionId.of(new WorkflowId("ns", "w"), "k", 1), "t", 1, 1);
  private static final String GUARDED = "g/" + ATTEMPT;

  private final RunnerFamily family = new RunnerFamily(Topics.DEFAULT);
  private final RunnerSnapshot snapshot = new RunnerSnapshot();
  private final KeyValueStore<String, byte[]> rows = store();
  private final Aggregates<RunnerState, RunnerCommand, RunnerEvent> live = fresh();

  private static KeyValueStore<String, byte[]> store() {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("rows"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    StateStoreContext context = new MockProcessorContext<>().getStateStoreContext();
    store.init(context, store);
    return store;
  }

  private Aggregates<RunnerState, RunnerCommand, RunnerEvent> fresh() {
    var aggregates = new Aggregates<>(family, new AggregateStore(rows), 2);
    aggregates.restore();
    return aggregates;
  }

  private static RunnerState standing(long incarnation) {
    return new RunnerState(
        Standing.ALIVE, incarnation, SEEN, Optional.empty(), HashTreePMap.empty());
  }

  private void save(String runner, long sequence, RunnerState state, String... names) {
    live.save(runner, new Aggregate<>(sequence, state), snapshot, Set.of(names));
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    rows.all().forEachRemaining(row -> keys.add(row.key.replace('\0', ' ')));
    return keys;
  }

  @Test
  void rowsAreWrittenWhenTheTransactionCommitsAndNotBefore() {
    save("a", 1, standing(1), RunnerSnapshot.STANDING);
    save("a", 2, standing(2), RunnerSnapshot.STANDING);
    assertThat(keys()).isEmpty();

    live.flush();

    assertThat(keys()).containsExactly("a #", "a s");
    assertThat(fresh().load("a")).isEqualTo(new Aggregate<>(2, standing(2)));
  }

  @Test
  void whatIsLostBeforeTheCommitLeavesWhatWasCommittedBefore() {
    save("a", 1, standing(1), RunnerSnapshot.STANDING);
    live.flush();
    save("a", 2, standing(2), RunnerSnapshot.STANDING);

    assertThat(fresh().load("a")).isEqualTo(new Aggregate<>(1, standing(1)));
  }

  @Test
  void aRowThatTheStateNoLongerHasIsRemoved() {
    RunnerState guarding =
        new RunnerState(
            Standing.ALIVE, 1, SEEN, Optional.empty(), HashTreePMap.singleton(ATTEMPT, 1L));
    save("a", 1, guarding, RunnerSnapshot.STANDING, GUARDED);
    live.flush();
    save("a", 2, standing(1), GUARDED);
    live.flush();

    assertThat(keys()).containsExactly("a #", "a s");
  }

  @Test
  void whatComesAndGoesWithinOneTransactionIsNeverWritten() {
    save("a", 1, standing(1), RunnerSnapshot.STANDING);
    save("a", 2, family.initial(), RunnerSnapshot.STANDING);
    live.flush();

    assertThat(keys()).isEmpty();
    assertThat(live.nextDue()).isEmpty();
    assertThat(live.load("a")).isEqualTo(new Aggregate<>(0, family.initial()));
  }

  @Test
  void whatWasWrittenGoesAsAWholeAtItsEnd() {
    save("a", 1, standing(1), RunnerSnapshot.STANDING);
    save("b", 1, standing(1), RunnerSnapshot.STANDING);
    live.flush();
    save("a", 2, family.initial());
    live.flush();

    assertThat(keys()).containsExactly("b #", "b s");
  }

  @Test
  void whatLeavesTheHeapIsWrittenFirst() {
    save("a", 1, standing(1), RunnerSnapshot.STANDING);
    save("b", 1, standing(2), RunnerSnapshot.STANDING);
    save("c", 1, standing(3), RunnerSnapshot.STANDING);
    assertThat(keys()).containsExactly("a #", "a s");

    assertThat(live.load("a")).isEqualTo(new Aggregate<>(1, standing(1)));
    live.flush();
    assertThat(keys()).containsExactly("a #", "a s", "b #", "b s", "c #", "c s");
  }
}
