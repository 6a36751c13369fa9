package io.continuo.runner.launch.kubernetes;

import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.kubernetes.api.BackOff;
import io.continuo.runner.launch.kubernetes.api.PodKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An attempt whose pod cannot be made yet: a quota is used up, or the pod of an earlier dispatch is
 * still ending. Tried again until it is placed, stopped, or given up.
 */
final class QueuedPod implements Running {
  private final Cluster cluster;
  private final PodPlan plan;
  private final Workspace workspace;
  private final Runnable placedOrOver;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private String why;
  private Duration grace = Duration.ZERO;
  private Optional<LaunchedPod> placed = Optional.empty();
  private Optional<Ending> ending = Optional.empty();

  /**
   * @param placedOrOver told when the attempt no longer waits here
   */
  QueuedPod(Cluster cluster, PodPlan plan, Workspace workspace, String why, Runnable placedOrOver) {
    this.cluster = cluster;
    this.plan = plan;
    this.workspace = workspace;
    this.why = why;
    this.placedOrOver = placedOrOver;
  }

  @Override
  public AttemptId attempt() {
    return plan.attempt();
  }

  @Override
  public Ending await() throws InterruptedException {
    if (placed().isEmpty() && ending.isEmpty()) {
      ending = queue();
      placedOrOver.run();
    }
    Optional<LaunchedPod> pod = placed();
    return pod.isPresent() ? pod.get().await() : ending.orElseThrow();
  }

  /** Returns empty when the pod is placed. */
  private Optional<Ending> queue() throws InterruptedException {
    long start = System.nanoTime();
    BackOff backOff = cluster.pace().backOff();
    while (!stopped.await(backOff.pause().toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        place();
        return Optional.empty();
      } catch (LaunchException e) {
        return Optional.of(e.asEnding());
      } catch (PodLaunch.NotYet e) {
        why = String.valueOf(e.getMessage());
      }
      Duration limit = cluster.settings().pendingTimeout();
      if (System.nanoTime() - start > limit.toNanos()) {
        return Optional.of(
            new Ending.Broken(
                Fault.PLATFORM, why + "; given up after " + limit.toSeconds() + " s of trying"));
      }
    }
    return Optional.of(
        new Ending.Exited(137, true, Optional.of("stopped before its pod was made: " + why)));
  }

  private void place() throws LaunchException, PodLaunch.NotYet, InterruptedException {
    var pod = new LaunchedPod(cluster, PodKey.of(new PodLaunch(cluster, plan).place()), workspace);
    synchronized (this) {
      placed = Optional.of(pod);
    }
    if (stopped.getCount() == 0) {
      pod.stop(grace);
    }
  }

  private synchronized Optional<LaunchedPod> placed() {
    return placed;
  }

  @Override
  public void stop(Duration graceGiven) throws InterruptedException {
    Optional<LaunchedPod> pod;
    synchronized (this) {
      pod = placed;
      grace = graceGiven;
      stopped.countDown();
    }
    if (pod.isPresent()) {
      pod.get().stop(graceGiven);
    }
  }

  @Override
  public void remove() throws InterruptedException {
    placedOrOver.run();
    Optional<LaunchedPod> pod = placed();
    if (pod.isPresent()) {
      pod.get().remove();
    }
  }
}
