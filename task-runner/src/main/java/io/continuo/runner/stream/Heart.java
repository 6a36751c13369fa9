package io.continuo.runner.stream;

import io.continuo.command.RunnerCommand;
import io.continuo.dispatch.RunnerProfile;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every few seconds that this runner lives. Where it could not for longer than the engine
 * waits for a runner (it stood still, Kafka was away), it may have been given up meanwhile.
 */
public final class Heart {
  private static final Logger LOG = LoggerFactory.getLogger(Heart.class);

  /** The engine's {@code RunnerDecider.TIME_TO_LIVE}. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  /** What is to be done after a silence. */
  public interface AfterSilence {
    void run() throws InterruptedException;
  }

  private final KafkaDesk desk;
  private final Function<RunnerProfile, RunnerCommand.Heartbeat> beat;
  private final Duration interval;
  private final AfterSilence afterSilence;
  private final Thread thread;

  /**
   * @param beat makes a heartbeat that says this of the runner
   * @param afterSilence follows the first beat after a silence of a lease or more
   */
  public Heart(
      KafkaDesk desk,
      Function<RunnerProfile, RunnerCommand.Heartbeat> beat,
      Duration interval,
      AfterSilence afterSilence) {
    this.desk = desk;
    this.beat = beat;
    this.interval = interval;
    this.afterSilence = afterSilence;
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
      long heard = System.nanoTime();
      while (true) {
        TimeUnit.MILLISECONDS.sleep(interval.toMillis());
        desk.await(desk.tell(beat.apply(RunnerProfile.BLANK)));
        Duration silence = Duration.ofNanos(System.nanoTime() - heard);
        heard = System.nanoTime();
        if (silence.compareTo(LEASE) >= 0) {
          LOG.warn("not heard for {} s: asking anew for all that runs here", silence.toSeconds());
          afterSilence.run();
        }
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
