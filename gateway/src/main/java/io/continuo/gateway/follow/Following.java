package io.continuo.gateway.follow;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that follows topics until it is closed. After a failure it begins again a moment later,
 * with another consumer.
 */
public final class Following implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * How long to wait for records: they end it at once, and so does being closed. Looking up for
   * nothing costs a machine that does nothing else.
   */
  public static final Duration POLL = Duration.ofSeconds(5);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Work work;
  private final Trouble trouble;
  private final Duration goodbye;
  private final Thread thread;
  private volatile Optional<Consumer<byte[], byte[]>> current = Optional.empty();
  private volatile boolean closed;

  /** What the thread does with its consumer. */
  @FunctionalInterface
  public interface Work {
    /** Returns when it is told to stop; a failure is told to {@link Trouble}. */
    void follow(Consumer<byte[], byte[]> consumer, BooleanSupplier stopped) throws Exception;
  }

  /** Who hears of failures. */
  @FunctionalInterface
  public interface Trouble {
    void hear(Exception failure);
  }

  /** Follows once started, and is gone at once when closed: nobody misses it. */
  public Following(
      String name, Supplier<Consumer<byte[], byte[]>> consumers, Work work, Trouble trouble) {
    this(name, consumers, work, trouble, Duration.ZERO);
  }

  /**
   * The same for the member of a group.
   *
   * @param goodbye how long it may take to leave, so that others take over soon
   */
  public Following(
      String name,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Work work,
      Trouble trouble,
      Duration goodbye) {
    this.consumers = consumers;
    this.work = work;
    this.trouble = trouble;
    this.goodbye = goodbye;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      Consumer<byte[], byte[]> consumer = consumers.get();
      current = Optional.of(consumer);
      try {
        work.follow(consumer, () -> closed);
      } catch (WakeupException | InterruptedException e) {
        LOG.debug("{} stops", thread.getName());
      } catch (Exception e) {
        trouble.hear(e);
        pause();
      } finally {
        consumer.close(CloseOptions.timeout(goodbye));
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    current.ifPresent(Consumer::wakeup);
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
