package io.continuo.runner.stream;

import io.continuo.dispatch.Lane;
import io.continuo.runner.supervise.Slots;
import io.continuo.wire.Topics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks of one queue as long as there are free slots, the live lane before the backfill lane.
 */
public final class QueueReader {
  private static final Logger LOG = LoggerFactory.getLogger(QueueReader.class);

  /**
   * While there is work, a fetch may come back with nothing but a transaction marker, and is only
   * repeated after the poll's timeout: short polls keep that from costing a step its latency.
   */
  private static final Duration SHORT = Duration.ofMillis(5);

  /** Without work there are no transactions either, and a task that comes ends the poll at once. */
  private static final Duration LONG = Duration.ofMillis(500);

  /**
   * A backfill lane that was empty is looked at this seldom: looking at it holds up the live lane.
   */
  private static final long BACKFILL_EVERY_MS = 200;

  private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long SLOT_WAIT_MS = 100;

  private final String queue;
  private final Slots slots;
  private final int width;
  private final Intake intake;
  private final TaskLane live;
  private final TaskLane backfill;
  private final Thread thread;
  private volatile boolean open = true;
  private volatile boolean draining;
  private long lastWork = System.nanoTime();
  private boolean backfillHasWork;
  private long round;

  /**
   * @param width most tasks taken at once
   */
  public QueueReader(
      Clients clients, Topics topics, String queue, Slots slots, int width, Intake intake) {
    this.queue = queue;
    this.slots = slots;
    this.width = width;
    this.intake = intake;
    String group = topics.taskGroup(queue);
    this.live = new TaskLane(clients, topics.tasks(queue, Lane.LIVE), group, width);
    this.backfill = new TaskLane(clients, topics.tasks(queue, Lane.BACKFILL), group, width);
    this.thread = Thread.ofPlatform().name("queue-" + queue).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Takes no more; what runs goes on. */
  public void drain() {
    draining = true;
  }

  private void run() {
    try (live;
        backfill) {
      while (open && !draining) {
        try {
          round();
        } catch (InterruptException | InterruptedException e) {
          return;
        } catch (RuntimeException e) {
          LOG.error("queue '{}': a poll failed, trying again", queue, e);
          TimeUnit.SECONDS.sleep(1);
        }
      }
    } catch (InterruptedException _) {
      // closing
    }
  }

  private void round() throws InterruptedException {
    int room = slots.reserve(width) ? width : slots.awaitOne(SLOT_WAIT_MS) ? 1 : 0;
    if (room == 0) {
      live.rest();
      backfill.rest();
      return;
    }
    int started = 0;
    try {
      Duration pace = pace();
      started = take(live, room, pace);
      long backfillEvery = Math.max(1, BACKFILL_EVERY_MS / pace.toMillis());
      if (started < 0 && (backfillHasWork || round++ % backfillEvery == 0)) {
        started = take(backfill, room, SHORT);
        backfillHasWork = started >= 0;
      }
    } finally {
      slots.giveBack(room - Math.max(0, started));
    }
  }

  private Duration pace() {
    long now = System.nanoTime();
    boolean busy = now - lastWork < BUSY_NANOS || now - intake.lastEnd() < BUSY_NANOS;
    return busy ? SHORT : LONG;
  }

  /** How many tasks of the lane run now in reserved slots; -1 when the lane had none. */
  private int take(TaskLane lane, int room, Duration timeout) throws InterruptedException {
    TaskLane.Taken taken = lane.take(room, timeout);
    if (taken.records().isEmpty()) {
      return -1;
    }
    lastWork = System.nanoTime();
    try {
      int started = intake.take(taken.records());
      taken.acknowledge();
      return started;
    } catch (RuntimeException e) {
      taken.release(); // somebody, perhaps we, will get them again
      throw e;
    }
  }

  /** Takes no more and leaves the group. */
  public void stop() throws InterruptedException {
    open = false;
    thread.join(Duration.ofMillis(1500));
    thread.interrupt();
    thread.join(Duration.ofSeconds(3));
  }
}
