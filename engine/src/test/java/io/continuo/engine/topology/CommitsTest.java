package io.continuo.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.engine.topology.family.Definitions;
import io.continuo.engine.topology.family.ExecutionFamily;
import io.continuo.engine.topology.family.Family;
import io.continuo.engine.topology.family.LimitFamily;
import io.continuo.engine.topology.store.Anchor;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.limit.LimitCommandCodec;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private static final long NOON = 1_767_268_800_000L;

  private final MockProcessorContext<String, Outgoing> context = new MockProcessorContext<>();
  private final WireFormat format = new WireFormat(new InMemorySchemas());
  private final Commits commits = new Commits(context, new AtomicLong());

  private void passes(long millis) {
    context.setCurrentSystemTimeMs(context.currentSystemTimeMs() + millis);
  }

  @Test
  void theFirstIsAtOnce() {
    context.setCurrentSystemTimeMs(NOON);

    commits.soon();

    assertThat(context.committed()).isTrue();
  }

  @Test
  void theyFollowEachOtherNoFasterThanATenthOfASecond() {
    context.setCurrentSystemTimeMs(NOON);
    commits.soon();
    context.resetCommit();
    passes(30);

    commits.soon();
    commits.soon();

    assertThat(context.committed()).isFalse();
    var later = context.scheduledPunctuators();
    assertThat(later).hasSize(1);
    assertThat(later.getFirst().getInterval().toMillis()).isEqualTo(70);
    later.getFirst().getPunctuator().punctuate(NOON + 100);
    assertThat(context.committed()).isTrue();
    assertThat(later.getFirst().cancelled()).isTrue();
  }

  @Test
  void aClockThatIsSetBackHoldsNoneUp() {
    context.setCurrentSystemTimeMs(NOON);
    commits.soon();
    context.resetCommit();
    passes(-3_600_000);

    commits.soon();

    assertThat(context.scheduledPunctuators().getFirst().getInterval()).isEqualTo(Commits.FASTEST);
  }

  @Test
  void whatSomebodyWaitsForIsCommittedAtOnceAndAllElseInItsTime() {
    Family<?, ?, ?> family = new LimitFamily(Topics.DEFAULT);
    var command = new LimitCommandCodec().encode(new LimitCommand.SetLimit(3, 1, "", "ann"));

    process(family, "shop/db", command, false);
    assertThat(context.committed()).isFalse();
    process(family, "shop/db", command, true);
    assertThat(context.committed()).isTrue();
  }

  @Test
  void aClaimIsAnsweredBeforeItsCommit() {
    Family<?, ?, ?> family = new ExecutionFamily(Topics.DEFAULT, new Definitions());
    ExecutionId execution = ExecutionId.of(new WorkflowId("finance", "daily"), "k", 1);
    var claim = new ExecutionCommand.ClaimAttempt("a", 1, 1, new RunnerId("runner", 1), true);

    process(family, execution.toString(), new ExecutionCommandCodec().encode(claim), true);

    assertThat(context.forwarded()).isNotEmpty();
    assertThat(context.committed()).isFalse();
  }

  private <S, C, E> void process(
      Family<S, C, E> family, String key, SpecificRecord command, boolean named) {
    context.setCurrentSystemTimeMs(NOON);
    context.resetForwards();
    store(DeciderProcessor.storeOf(family));
    store(DeciderProcessor.parkingOf(family));
    store(DeciderProcessor.endedOf(family));
    context.addStateStore(new Anchor.Builder(DeciderProcessor.anchorOf(family)).build());
    var processor =
        new DeciderProcessor<>(
            family, new DeciderProcessor.Services(Topics.DEFAULT, format, new Looks()));
    processor.init(context);
    RecordHeaders headers = new RecordHeaders();
    if (named) {
      headers.add(Topics.CAUSE_HEADER, new byte[] {'c'});
    }
    context.setRecordMetadata(family.commandTopic(), 0, 7);
    processor.process(new Record<>(key, format.write(command), NOON, headers));
  }

  private void store(String name) {
    var store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }
}
