package io.continuo.runner.stream;

import io.continuo.command.RunnerCommand;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says every few seconds that this runner lives. */
public final class Heart {
  private final KafkaDesk desk;
  private final Supplier<RunnerCommand.Heartbeat> beat;
  private final Duration interval;
  private final Thread thread;

  public Heart(KafkaDesk desk, Supplier<RunnerCommand.Heartbeat> beat, Duration interval) {
    this.desk = desk;
    this.beat = beat;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("heart").unstarted(this::run);
  }

  /**
   * Returns when the first beat is durable: no task may be claimed before the engine knows the
   * runner.
   */
  public void start() throws InterruptedException {
    desk.await(desk.tell(beat.get()));
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(interval.toMillis());
        desk.await(desk.tell(beat.get()));
      }
    } catch (InterruptedException _) {
      // closing
    }
  }

  public void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(Duration.ofSeconds(1));
  }
}
