package io.continuo.standalone.bench.limit;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Takes a record, puts it into a logged in-memory store and forwards it, exactly once. */
final class BareTopology implements AutoCloseable {

  static final String IN = "limit.in";
  static final String OUT = "limit.out";
  private static final String STORE = "limit";

  private final KafkaStreams streams;

  private BareTopology(KafkaStreams streams) {
    this.streams = streams;
  }

  /** Starts the topology and returns when it processes. */
  static BareTopology start(LimitSettings settings, String bootstrap, Path stateFolder)
      throws InterruptedException {
    Properties config = new Properties();
    config.putAll(settings.streams(bootstrap, "limit", stateFolder.toString()));
    KafkaStreams streams = new KafkaStreams(topology(), config);
    CountDownLatch running = new CountDownLatch(1);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
          }
        });
    streams.start();
    if (!running.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the bare topology did not start within a minute");
    }
    return new BareTopology(streams);
  }

  private static Topology topology() {
    var bytes = Serdes.ByteArray();
    return new Topology()
        .addSource("in", bytes.deserializer(), bytes.deserializer(), IN)
        .addProcessor("put and forward", PutAndForward::new, "in")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STORE), Serdes.ByteBuffer(), bytes),
            "put and forward")
        .addSink("out", OUT, bytes.serializer(), bytes.serializer(), "put and forward");
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(10));
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private static final class PutAndForward implements Processor<byte[], byte[], byte[], byte[]> {

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<ByteBuffer, byte[]> store;

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
      this.context = processorContext;
      this.store = processorContext.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      store.put(ByteBuffer.wrap(record.key()), record.value());
      context.forward(record);
    }
  }
}
