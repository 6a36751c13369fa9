package io.continuo.runner;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task runner as a process of its own, configured by {@code CONTINUO_RUNNER_*} variables. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    TaskRunner runner;
    try {
      runner = TaskRunner.start(RunnerConfig.from(RunnerConfig.fromEnvironment(System.getenv())));
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.error("cannot start: {}", e.getMessage());
      System.exit(2);
      return;
    }
    Signals.onSecond(runner::hurry);
    Runtime.getRuntime().addShutdownHook(new Thread(runner::close, "runner-stop"));
    new CountDownLatch(1).await(); // until a signal ends the process
  }
}
