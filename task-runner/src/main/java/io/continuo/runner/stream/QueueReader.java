package io.continuo.runner.stream;

import io.continuo.dispatch.Lane;
import io.continuo.runner.supervise.Slots;
import io.continuo.wire.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks of one queue as long as there are free slots, from both its lanes by their weights.
 */
public final class QueueReader {
  private static final Logger LOG = LoggerFactory.getLogger(QueueReader.class);

  /** While there is work, the other lane may have some, too, and waits for the end of this look. */
  private static final Duration SHORT = Duration.ofMillis(5);

  /**
   * For a backfill lane that was empty: holds up the live lane less. A fetch that this look began
   * goes on by itself, and the next one brings what it found.
   */
  private static final Duration GLANCE = Duration.ofMillis(1);

  /** Without work, a task that comes ends the poll at once. */
  private static final Duration LONG = Duration.ofMillis(500);

  private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long SLOT_WAIT_MS = 100;
  private static final long TURN_WAIT_MS = 10;

  private final String queue;
  private final Sharing sharing;
  private final Slots slots;
  private final int width;
  private final Intake intake;
  private final LaneChooser chooser;
  private final TaskLane live;
  private final TaskLane backfill;
  private final Thread thread;
  private volatile boolean open = true;
  private volatile boolean draining;
  private long lastWork = System.nanoTime();

  public QueueReader(Clients clients, Topics topics, String queue, Sharing sharing, Intake intake) {
    this.queue = queue;
    this.sharing = sharing;
    this.slots = sharing.slots();
    this.width = sharing.width();
    this.intake = intake;
    this.chooser = new LaneChooser(sharing.lanes());
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
    try {
      while (open && !draining) {
        try {
          round();
        } catch (InterruptException | InterruptedException e) {
          return;
        } catch (RuntimeException e) {
          LOG.error("queue '{}': a poll failed, trying again", queue, e);
          sharing.queues().foundNothing(queue);
          TimeUnit.SECONDS.sleep(1);
        }
      }
    } catch (InterruptedException _) {
      // closing
    } finally {
      closeLanes();
    }
  }

  /** Both at once: the goodbye of each waits for its fetch. */
  private void closeLanes() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(live::close);
      threads.execute(backfill::close);
    }
  }

  private void round() throws InterruptedException {
    int room = room();
    if (room == 0) {
      live.rest();
      backfill.rest();
      return;
    }
    Took took = new Took(0, 0);
    try {
      Lane first = chooser.first(System.nanoTime());
      took = take(first, room);
      Lane second = first == Lane.LIVE ? Lane.BACKFILL : Lane.LIVE;
      boolean waits = sharing.isScarce() && chooser.isOnlySlow(first);
      if (took.tasks == 0 && !waits && chooser.isWorthALook(second, System.nanoTime())) {
        took = take(second, room);
      }
    } finally {
      slots.giveBack(room - took.started);
    }
    if (took.tasks == 0) {
      sharing.queues().foundNothing(queue);
    } else {
      sharing.queues().took(queue, took.tasks);
    }
  }

  /** Slots reserved: as many as a wide poll may bring, or one, or none for now. */
  private int room() throws InterruptedException {
    if (!sharing.isTurnOf(queue)) {
      TimeUnit.MILLISECONDS.sleep(TURN_WAIT_MS);
      return 0;
    }
    return slots.reserve(width) ? width : slots.awaitOne(SLOT_WAIT_MS) ? 1 : 0;
  }

  private Duration pace() {
    long now = System.nanoTime();
    boolean busy = now - lastWork < BUSY_NANOS || now - intake.lastEnd() < BUSY_NANOS;
    return busy ? SHORT : LONG;
  }

  /**
   * What a look at a lane brought.
   *
   * @param started of the tasks, those that run now in reserved slots
   */
  private record Took(int tasks, int started) {}

  private Took take(Lane lane, int room) throws InterruptedException {
    TaskLane.Taken taken =
        switch (lane) {
          case LIVE -> live.take(room, pace());
          case BACKFILL -> backfill.take(room, chooser.isBusy(lane) ? SHORT : GLANCE);
        };
    int tasks = taken.records().size();
    long now = System.nanoTime();
    chooser.found(lane, tasks, now);
    if (tasks == 0) {
      return new Took(0, 0);
    }
    lastWork = now;
    try {
      int started = intake.take(taken.records());
      taken.acknowledge();
      return new Took(tasks, started);
    } catch (RuntimeException e) {
      taken.release(); // somebody, perhaps we, will get them again
      throw e;
    }
  }

  /** Takes no more and leaves the group. */
  public void stop() throws InterruptedException {
    open = false;
    thread.join(Duration.ofMillis(2500));
    thread.interrupt();
    thread.join(Duration.ofSeconds(3));
  }
}
