package io.continuo.runner.launch.kubernetes;

import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.kubernetes.api.ApiPatience;
import io.continuo.runner.launch.kubernetes.api.ApiWords;
import io.continuo.runner.launch.kubernetes.api.PodKey;
import io.continuo.runner.launch.kubernetes.api.PodNews;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An attempt's pod. Every step is taken only while the pod still carries this runner's name and the
 * attempt's epoch, so that a runner that was given up does no harm to a pod that another one has
 * adopted.
 */
final class LaunchedPod implements Running {
  private static final String STOPPED = "stopped";

  /** Nothing to wait for but news. */
  private static final Duration NEWS_ONLY = Duration.ofDays(1);

  /** A wrong configuration may be one that a node has not heard of yet. */
  private static final Duration HOPELESS = Duration.ofMinutes(1);

  private final Cluster cluster;
  private final PodKey key;
  private final Workspace workspace;
  private final PodLogs logs;
  private Optional<Ending> ending = Optional.empty();

  LaunchedPod(Cluster cluster, PodKey key, Workspace workspace) {
    this.cluster = cluster;
    this.key = key;
    this.workspace = workspace;
    this.logs = new PodLogs(cluster, key, workspace);
  }

  @Override
  public AttemptId attempt() {
    return workspace.attempt();
  }

  @Override
  public Ending await() throws InterruptedException {
    if (ending.isEmpty()) {
      try (PodNews.Follower news = cluster.news().follow(key)) {
        ending = Optional.of(end(news));
      } catch (InterruptedException e) {
        logs.abandon(); // the pod goes on, and whoever attaches to it reads on
        throw e;
      } catch (IOException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException(e.toString());
        }
        ending =
            Optional.of(
                new Ending.Broken(
                    Fault.PLATFORM,
                    "cannot write into %s: %s; free space on the runner's disk"
                        .formatted(workspace.folder(), Workspace.reason(e))));
      }
    }
    return ending.get();
  }

  private Ending end(PodNews.Follower news) throws IOException, InterruptedException {
    Patience patience = new Patience();
    while (true) {
      Optional<Pod> found = cluster.look(key);
      if (found.isEmpty()) {
        return gone(patience);
      }
      Pod pod = found.get();
      if (!isOurs(pod)) {
        return adopted(pod);
      }
      news.saw(pod.getMetadata().getResourceVersion());
      Optional<Ending> over = step(pod, patience, news);
      if (over.isPresent()) {
        return over.get();
      }
    }
  }

  /** Ends, or waits for news. */
  private Optional<Ending> step(Pod pod, Patience patience, PodNews.Follower news)
      throws IOException, InterruptedException {
    switch (PodFate.of(pod, isStopped())) {
      case PodFate.Ended(var end, var written) -> {
        return Optional.of(complete(pod, end, written));
      }
      case PodFate.Running() -> {
        logs.begin();
        news.await(NEWS_ONLY);
      }
      case PodFate.Leaving(var message) -> {
        patience.lastWords = Optional.of(message);
        Duration limit = grace(pod).plus(cluster.pace().silence());
        Duration left = patience.left("leaving", limit);
        if (!left.isPositive()) {
          return Optional.of(silent(pod, message));
        }
        news.await(left);
      }
      case PodFate.Waiting(var fault, var message, boolean hopeless) -> {
        Duration limit = cluster.settings().pendingTimeout();
        Duration most = hopeless && HOPELESS.compareTo(limit) < 0 ? HOPELESS : limit;
        Duration left = patience.left(hopeless ? "hopeless" : "waiting", most);
        if (!left.isPositive()) {
          return Optional.of(givenUp(fault, message, most));
        }
        news.await(left);
      }
    }
    return Optional.empty();
  }

  /** How long a state may go on, on this runner's own clock. */
  private static final class Patience {
    private String state = "";
    private long since;
    private Optional<String> lastWords = Optional.empty();

    Duration left(String now, Duration limit) {
      if (!state.equals(now)) {
        state = now;
        since = System.nanoTime();
      }
      return limit.minusNanos(System.nanoTime() - since);
    }
  }

  private boolean isStopped() {
    return workspace.has(STOPPED);
  }

  private boolean isOurs(Pod pod) {
    return cluster.marks().owns(pod, workspace.attempt());
  }

  private static Duration grace(Pod pod) {
    Long seconds = pod.getMetadata().getDeletionGracePeriodSeconds();
    return Duration.ofSeconds(seconds == null ? 30 : seconds);
  }

  private Ending gone(Patience patience) throws InterruptedException {
    logs.abandon();
    return isStopped()
        ? new Ending.Exited(137, true, Optional.empty())
        : new Ending.Broken(
            Fault.PLATFORM,
            "pod %s is gone, and nobody saw it end: %s"
                .formatted(key, patience.lastWords.orElse("somebody or its node deleted it")));
  }

  private Ending adopted(Pod pod) throws InterruptedException {
    logs.abandon();
    if (isStopped()) {
      return new Ending.Exited(137, true, Optional.empty());
    }
    return new Ending.Broken(
        Fault.PLATFORM,
        "pod %s was adopted by runner %s for epoch %s of the attempt"
            .formatted(
                key,
                PodMarks.label(pod, PodMarks.RUNNER).orElse("(none)"),
                PodMarks.label(pod, PodMarks.EPOCH).orElse("(none)")));
  }

  private Ending silent(Pod pod, String message) throws InterruptedException {
    logs.abandon();
    String node = "node %s does not say that it has ended".formatted(pod.getSpec().getNodeName());
    return isStopped()
        ? new Ending.Exited(137, true, Optional.of("stopped, but " + node))
        : new Ending.Broken(Fault.PLATFORM, message + "; " + node);
  }

  private Ending givenUp(Fault fault, String message, Duration after) throws InterruptedException {
    logs.abandon();
    String why = message.isEmpty() ? "the pod did not start" : message;
    return new Ending.Broken(
        fault, "%s; given up after %d s%s".formatted(why, after.toSeconds(), warnings()));
  }

  /** What the cluster noted about it, such as a volume that cannot be mounted. */
  private String warnings() throws InterruptedException {
    try {
      return cluster.api().warnings(key).stream()
          .map(event -> "; " + event.getReason() + ": " + event.getMessage())
          .distinct()
          .limit(3)
          .reduce("", String::concat);
    } catch (KubernetesClientException e) {
      ApiPatience.throwIfInterrupted(e);
      return ""; // only an explanation
    }
  }

  private Ending complete(Pod pod, Ending end, Optional<String> written)
      throws IOException, InterruptedException {
    Optional<String> logTrouble = logs.finish();
    if (logTrouble.isPresent()) {
      return new Ending.Broken(Fault.PLATFORM, logTrouble.get());
    }
    return switch (end) {
      case Ending.Exited exited when !exited.killed() ->
          TerminationMessage.judge(pod, workspace, exited, written);
      case Ending.Exited exited -> exited;
      case Ending.Broken broken -> broken;
    };
  }

  @Override
  public void stop(Duration grace) throws InterruptedException {
    while (true) {
      Optional<Pod> found = cluster.look(key);
      if (found.isEmpty()
          || !isOurs(found.get())
          || PodFate.of(found.get(), false) instanceof PodFate.Ended) {
        return;
      }
      noteStop();
      if (unchanged(() -> cluster.api().delete(found.get(), grace))) {
        return;
      }
    }
  }

  private void noteStop() {
    try {
      if (workspace.isThere()) {
        workspace.write(STOPPED, "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note the stop in " + workspace.folder(), e);
    }
  }

  @Override
  public void remove() throws InterruptedException {
    logs.abandon();
    while (true) {
      Optional<Pod> found = cluster.look(key);
      if (found.isEmpty() || !isOurs(found.get())) {
        return;
      }
      if (unchanged(() -> putAway(found.get()))) {
        return;
      }
    }
  }

  private void putAway(Pod pod) {
    boolean stays =
        cluster.settings().keep().isPositive()
            && pod.getMetadata().getDeletionTimestamp() == null
            && PodFate.of(pod, false) instanceof PodFate.Ended;
    if (stays) {
      cluster.api().mark(pod, Map.of(PodMarks.KEPT, "true"), Map.of());
    } else {
      cluster.api().delete(pod, Duration.ZERO);
    }
  }

  /** Whether it was done to the pod that was seen; false when that has changed meanwhile. */
  private boolean unchanged(Runnable change) throws InterruptedException {
    try {
      cluster.patiently(change);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == 404) {
        return true;
      }
      if (e.getCode() == 409) {
        return false;
      }
      throw new IllegalStateException(
          "the cluster does not end pod " + key + ": " + ApiWords.in(e), e);
    }
  }
}
