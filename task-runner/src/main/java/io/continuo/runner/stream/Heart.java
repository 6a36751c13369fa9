package io.continuo.runner.stream;

import io.continuo.command.RunnerCommand;
import io.continuo.dispatch.RunnerProfile;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Says every few seconds that this runner lives. */
public final class Heart {
  private final KafkaDesk desk;
  private final Function<RunnerProfile, RunnerCommand.Heartbeat> beat;
  private final Duration interval;
  private final Thread thread;

  /**
   * @param beat makes a heartbeat that says this of the runner
   */
  public Heart(
      KafkaDesk desk, Function<RunnerProfile, RunnerCommand.Heartbeat> beat, Duration interval) {
    this.desk = desk;
    this.beat = beat;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("heart").unstarted(this::run);
  }

  /**
   * Introduces the runner; later beats only say that it lives. Returns when the first beat is
   * durable: no task may be claimed before the engine knows the runner.
   */
  public void start(RunnerProfile profile) throws InterruptedException {
    desk.await(desk.tell(beat.apply(profile)));
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(interval.toMillis());
        desk.await(desk.tell(beat.apply(RunnerProfile.BLANK)));
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
