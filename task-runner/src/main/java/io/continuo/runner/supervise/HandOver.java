package io.continuo.runner.supervise;

import io.continuo.id.AttemptId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Gives up, for others to take, all that has not ended: what they could not take over is stopped
 * and tidied up, the rest goes on and is forgotten here.
 */
final class HandOver {
  private static final long PATIENCE_SECONDS = 8;

  private final Supervisor supervisor;

  HandOver(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  /** Closes the supervisor on the way; what was given up. */
  List<AttemptId> run() throws InterruptedException {
    List<Attempt> given = supervisor.attempts().stream().filter(Attempt::renounce).toList();
    Map<Boolean, List<Attempt>> byFate =
        given.stream().collect(Collectors.partitioningBy(one -> one.launcher().adoptable()));
    List<Attempt> stopping = byFate.getOrDefault(false, List.of());
    stopping.forEach(
        one -> supervisor.run(one.task().attempt(), () -> one.refuse("handed over", true)));
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (stopping.stream().anyMatch(one -> supervisor.knows(one.task().attempt()))
        && System.nanoTime() < giveUp) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    supervisor.close();
    byFate.getOrDefault(true, List.of()).forEach(supervisor::deleteWorkspace);
    return given.stream().map(one -> one.task().attempt()).toList();
  }
}
