package io.continuo.runner.stream;

import io.continuo.dispatch.RunnerControl;
import io.continuo.wire.Topics;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.DispatchCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what the engine says to this runner, from its start on. */
public final class ControlReader {
  private static final Logger LOG = LoggerFactory.getLogger(ControlReader.class);

  /** A record ends it at once, and so does stopping. */
  private static final Duration POLL = Duration.ofSeconds(5);

  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final String runner;
  private final WireFormat format;
  private final DeadLetters deadLetters;
  private final BiConsumer<RunnerControl, String> listener;
  private final DispatchCodec codec = new DispatchCodec();
  private final Thread thread;
  private volatile boolean open = true;

  public ControlReader(
      Clients clients,
      String topic,
      WireFormat format,
      DeadLetters deadLetters,
      BiConsumer<RunnerControl, String> listener) {
    this.consumer = clients.listener("control");
    this.runner = clients.runner();
    this.format = format;
    this.deadLetters = deadLetters;
    this.listener = listener;
    List<TopicPartition> all =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(
        consumer::position); // resolves the end now: an answer to our first claim comes after it
    this.thread = Thread.ofPlatform().name("control").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (open) {
        try {
          for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            hear(record);
          }
        } catch (WakeupException | InterruptException | InterruptedException e) {
          LOG.debug("no longer listening");
        } catch (RuntimeException e) {
          LOG.error("hearing the engine failed, trying again", e);
        }
      }
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ZERO)); // nobody misses it
    }
  }

  private void hear(ConsumerRecord<String, byte[]> record) throws InterruptedException {
    if (!runner.equals(record.key()) || record.value() == null) {
      return;
    }
    RunnerControl control;
    try {
      control = codec.decode(format.read(record.value()));
    } catch (UndecodableException e) {
      deadLetters.put(record, String.valueOf(e.getMessage()));
      return;
    }
    Header cause = record.headers().lastHeader(Topics.CAUSE_HEADER);
    listener.accept(
        control, cause == null ? "" : new String(cause.value(), StandardCharsets.UTF_8));
  }

  public void stop() throws InterruptedException {
    open = false;
    consumer.wakeup();
    thread.join(Duration.ofSeconds(2));
  }
}
