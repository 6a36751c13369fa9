package io.continuo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CommandProducerTest {
  private final MockProducer<byte[], byte[]> transactional = producer(true);
  private final MockProducer<byte[], byte[]> plain = producer(false);
  private final AtomicInteger open = new AtomicInteger();
  private final Producer<byte[], byte[]> producer =
      new CommandProducer(transactional, plain, topic -> topic.endsWith(".commands"), open);

  private static MockProducer<byte[], byte[]> producer(boolean completes) {
    return new MockProducer<>(
        completes, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> entry(String topic) {
    return new ProducerRecord<>(topic, new byte[] {1}, new byte[] {2});
  }

  @BeforeEach
  void begin() {
    producer.initTransactions();
    producer.beginTransaction();
  }

  @Test
  void commandsAreThereAtOnceAndEverythingElseWhenTheTransactionCommits() {
    var _ = producer.send(entry("execution.commands"), (metadata, failure) -> {});
    var _ = producer.send(entry("execution.events"), (metadata, failure) -> {});
    producer.flush();

    assertThat(topics(plain)).containsExactly("execution.commands");
    assertThat(topics(transactional)).isEmpty();
    producer.commitTransaction();
    assertThat(topics(transactional)).containsExactly("execution.events");
  }

  @Test
  void openTransactionsAreCounted() {
    assertThat(open).hasValue(1);
    producer.commitTransaction();
    assertThat(open).hasValue(0);
    producer.beginTransaction();
    producer.abortTransaction();
    assertThat(open).hasValue(0);
    producer.beginTransaction();
    producer.close();
    assertThat(open).hasValue(0);
  }

  @Test
  void anUndoneTransactionLeavesItsCommands() {
    var _ = producer.send(entry("workflow.commands"));
    var _ = producer.send(entry("workflow.events"));
    producer.abortTransaction();

    assertThat(topics(plain)).containsExactly("workflow.commands");
    assertThat(topics(transactional)).isEmpty();
  }

  @Test
  void aFlushWaitsForTheCommandsSoThatNoneIsLostByTheCommitAfterIt() {
    Future<RecordMetadata> command = producer.send(entry("runner.commands"));
    assertThat(command).isNotDone();

    producer.flush();

    assertThat(command).isDone();
  }

  @Test
  void aFlushLeavesWhatIsInTheTransactionToItsCommit() {
    MockProducer<byte[], byte[]> waiting = producer(false);
    Producer<byte[], byte[]> other = new CommandProducer(waiting, plain, topic -> false, open);
    other.initTransactions();
    other.beginTransaction();
    Future<RecordMetadata> event = other.send(entry("runner.events"));

    other.flush();

    assertThat(event).isNotDone();
    other.commitTransaction();
    assertThat(event).isDone();
  }

  @Test
  @Timeout(60)
  void theCallbacksOfCommandsAndOfAllElseNeverRunAtTheSameTime() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    List<String> ended = new CopyOnWriteArrayList<>();
    var _ = producer.send(entry("runner.commands"), (metadata, failure) -> ended.add("command"));
    Callback waits =
        (metadata, failure) -> {
          entered.countDown();
          awaitQuietly(leave);
          ended.add("event");
        };
    Thread events =
        Thread.ofPlatform()
            .start(
                () -> {
                  var _ = producer.send(entry("runner.events"), waits);
                });
    entered.await();
    Thread commands = Thread.ofPlatform().start(plain::completeNext);
    while (commands.isAlive() && commands.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }

    leave.countDown();
    events.join();
    commands.join();
    assertThat(ended).containsExactly("event", "command");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> topics(MockProducer<byte[], byte[]> from) {
    return from.history().stream().map(ProducerRecord::topic).toList();
  }
}
