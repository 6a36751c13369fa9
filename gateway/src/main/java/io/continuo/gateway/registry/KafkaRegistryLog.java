package io.continuo.gateway.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry on a compacted topic with one partition.
 *
 * <p>Writers exclude each other by transactional fencing: whoever wants to write takes over the
 * installation's one transactional id, reads to the end, decides, and commits. A writer that was
 * overtaken in between cannot commit, and starts again on the newer state; so no id or version is
 * ever given twice.
 */
public final class KafkaRegistryLog implements RegistryLog {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRegistryLog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int RACES = 20;

  private final TopicPartition partition;
  private final Map<String, Object> kafka;
  private final Admin admin;
  private final RegistryReader reader;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * Opens the log and reads it to its end.
   *
   * @param kafka client settings
   * @param topic must exist, with one partition, compacted
   */
  public KafkaRegistryLog(Map<String, Object> kafka, String topic) {
    this(kafka, topic, () -> producer(kafka, topic));
  }

  KafkaRegistryLog(
      Map<String, Object> kafka, String topic, Supplier<Producer<byte[], byte[]>> producers) {
    this.kafka = Map.copyOf(kafka);
    this.producers = producers;
    this.partition = new TopicPartition(topic, 0);
    this.admin = Admin.create(this.kafka);
    this.reader = new RegistryReader(this.kafka, partition);
    refreshed();
    LOG.info("schema registry on {}: {} schemas", topic, current().byId().size());
  }

  @Override
  public RegistryState current() {
    return reader.state();
  }

  @Override
  public RegistryState refreshed() {
    return reader.readTo(end(), PATIENCE);
  }

  @Override
  public <T> T write(Function<RegistryState, Decided<T>> decision) {
    writing.lock();
    try {
      for (int race = 0; race < RACES; race++) {
        try {
          return takeOverAndWrite(decision);
        } catch (KafkaException e) {
          if (!mayBeARace(e)) {
            throw e;
          }
          LOG.debug("another gateway wrote a schema first, deciding again", e);
        }
      }
      throw RegistryFault.STORE_TIMED_OUT.because("other gateways kept writing; try again");
    } catch (KafkaException e) {
      throw RegistryFault.STORE_FAILED.because(
          "the schema topic cannot be written: " + e.getMessage());
    } finally {
      writing.unlock();
    }
  }

  /**
   * Whether the transaction may have failed only because somebody took over meanwhile. A
   * coordinator caught between two writers answers with one of the three, or with an error of its
   * own that the client wraps in a bare {@link KafkaException} and that leaves open whether the
   * transaction was committed. Deciding again is right in every case: it begins with what really
   * was written.
   */
  private static boolean mayBeARace(KafkaException e) {
    return e instanceof ProducerFencedException
        || e instanceof InvalidProducerEpochException
        || e instanceof InvalidTxnStateException
        || (e.getClass() == KafkaException.class && !(e.getCause() instanceof ApiException));
  }

  private <T> T takeOverAndWrite(Function<RegistryState, Decided<T>> decision) {
    Decided<T> hopeful = decision.apply(refreshed());
    if (hopeful.records().isEmpty()) {
      return hopeful.answer(); // most requests are for known schemas
    }
    try (Producer<byte[], byte[]> producer = producers.get()) {
      producer.initTransactions();
      Decided<T> decided = decision.apply(refreshed());
      if (decided.records().isEmpty()) {
        return decided.answer();
      }
      reader.readTo(commit(producer, decided.records()) + 1, PATIENCE);
      return decided.answer();
    }
  }

  /**
   * Writes records in one transaction. Its commit is certain when Kafka answers, but can be read
   * only once the marker behind it is written, a little later: who wants to read what was written
   * must wait for it, not for the end of what can be read now.
   *
   * @return the last record's offset
   */
  private long commit(Producer<byte[], byte[]> producer, List<RegistryRecord> records) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    producer.beginTransaction();
    for (RegistryRecord entry : records) {
      var encoded = RegistryRecordCodec.encode(entry);
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  partition.topic(), 0, encoded.key(), encoded.value().orElse(null))));
    }
    producer.commitTransaction();
    return sent.getLast().resultNow().offset(); // a commit ends after all that it holds
  }

  static Producer<byte[], byte[]> producer(Map<String, Object> kafka, String topic) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + "-writer");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The offset behind the last committed record. */
  private long end() {
    var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    try {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()), options)
          .partitionResult(partition)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .offset();
    } catch (ExecutionException e) {
      throw RegistryFault.STORE_FAILED.because("the schema topic cannot be read: " + e.getCause());
    } catch (TimeoutException e) {
      throw RegistryFault.STORE_TIMED_OUT.because("Kafka did not answer within " + PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryFault.STORE_FAILED.because("interrupted");
    }
  }

  @Override
  public void close() {
    reader.close();
    admin.close(Duration.ofSeconds(2));
  }
}
