package io.continuo.standalone.bench.limit;

import io.continuo.standalone.bench.Latencies;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Endless chains: whenever a record of a chain comes out of the topology, its next one goes in.
 *
 * <p>The key is the chain's number and generation, the value 300 bytes.
 */
final class Chains {

  private static final int VALUE_BYTES = 300;
  private static final AtomicInteger GENERATIONS = new AtomicInteger();

  /** Records of an earlier case that are still in the topic must not be counted in this one. */
  private final int generation = GENERATIONS.incrementAndGet();

  private final Producer<byte[], byte[]> producer;
  private final AtomicLongArray lastSeen;
  private final Latencies steps = new Latencies();
  private volatile boolean running = true;

  Chains(Producer<byte[], byte[]> producer, int count) {
    this.producer = producer;
    this.lastSeen = new AtomicLongArray(count);
  }

  void start() {
    for (int chain = 0; chain < lastSeen.length(); chain++) {
      lastSeen.set(chain, System.nanoTime());
      send(chain);
    }
  }

  /** Counts the step of a record that came out and sends the chain's next one in. */
  void step(byte[] key) {
    ByteBuffer fields = ByteBuffer.wrap(key);
    int chain = fields.getInt();
    if (!running || fields.getInt() != generation) {
      return;
    }
    long now = System.nanoTime();
    steps.record(now - lastSeen.getAndSet(chain, now));
    send(chain);
  }

  /** Lets the records in flight run out. */
  void stop() {
    running = false;
  }

  Latencies steps() {
    return steps;
  }

  private void send(int chain) {
    byte[] key = ByteBuffer.allocate(2 * Integer.BYTES).putInt(chain).putInt(generation).array();
    byte[] value = ByteBuffer.allocate(VALUE_BYTES).putInt(chain).array();
    var _ = producer.send(new ProducerRecord<>(BareTopology.IN, key, value));
  }
}
