package io.continuo.runner.launch.kubernetes;

import io.continuo.runner.launch.kubernetes.api.ApiPatience;
import io.continuo.runner.launch.kubernetes.api.ApiWords;
import io.continuo.runner.launch.kubernetes.api.PodKey;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this runner lives, and removes what nobody will come back for: pods of runners that
 * have been silent for too long, and ended pods that were kept long enough.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Cluster cluster;
  private final Collection<String> namespaces;
  private final RunnerLeases leases;
  private final Sightings sightings = new Sightings(System::nanoTime);
  private final Thread thread;

  Upkeep(Cluster cluster, Collection<String> namespaces) {
    this.cluster = cluster;
    this.namespaces = namespaces;
    this.leases = new RunnerLeases(cluster);
    this.thread = Thread.ofVirtual().name("kubernetes-upkeep").start(this::run);
  }

  private void run() {
    long swept = System.nanoTime();
    try {
      while (true) {
        attempt("renew the runner's lease", leases::renew);
        if (System.nanoTime() - swept > cluster.pace().sweep().toNanos()) {
          attempt("look for what other runners left", this::sweep);
          swept = System.nanoTime();
        }
        Thread.sleep(cluster.pace().renew());
      }
    } catch (InterruptedException _) {
      LOG.debug("no more upkeep");
    }
  }

  private static void attempt(String what, Runnable work) throws InterruptedException {
    try {
      work.run();
    } catch (RuntimeException e) {
      ApiPatience.throwIfInterrupted(e);
      String words = e instanceof KubernetesClientException api ? ApiWords.in(api) : e.toString();
      LOG.warn("cannot {} now: {}", what, words);
    }
  }

  private void sweep() {
    Map<String, Lease> known = leases.byRunner();
    Set<String> seen = new HashSet<>();
    Set<String> inUse = new HashSet<>();
    Map<String, Duration> silence = new HashMap<>();
    known.forEach((runner, lease) -> silence.put(runner, silence(runner, lease, seen)));
    for (String namespace : namespaces) {
      for (Pod pod : cluster.api().list(namespace, cluster.marks().ofNeighbours()).getItems()) {
        String runner = PodMarks.label(pod, PodMarks.RUNNER).orElse("");
        inUse.add(runner);
        Duration silent =
            silence.computeIfAbsent(runner, name -> unchanged("runner " + name, "no lease", seen));
        sweep(pod, runner, silent, seen);
      }
    }
    dropLeases(known, inUse, silence);
    sightings.keepOnly(seen);
  }

  private Duration silence(String runner, Lease lease, Set<String> seen) {
    return unchanged("runner " + runner, lease.getMetadata().getResourceVersion(), seen);
  }

  private Duration unchanged(String thing, String state, Set<String> seen) {
    seen.add(thing);
    return sightings.unchanged(thing, state);
  }

  private void sweep(Pod pod, String runner, Duration silent, Set<String> seen) {
    KubernetesSettings settings = cluster.settings();
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return;
    }
    if (runner.equals(cluster.marks().runner())) {
      boolean kept = PodMarks.label(pod, PodMarks.KEPT).isPresent();
      if (kept
          && unchanged("pod " + pod.getMetadata().getUid(), "kept", seen).compareTo(settings.keep())
              >= 0) {
        delete(pod);
      }
    } else if (silent.compareTo(settings.leaseTimeout()) >= 0) {
      LOG.warn(
          "pod {}: its runner '{}' has been silent for {} s, removing it",
          PodKey.of(pod),
          runner,
          silent.toSeconds());
      delete(pod);
    }
  }

  private void delete(Pod pod) {
    try {
      cluster.api().delete(pod, Duration.ofSeconds(30));
    } catch (KubernetesClientException e) {
      if (e.getCode() != 404 && e.getCode() != 409) { // it changed: seen again next time
        throw e;
      }
    }
  }

  /** A runner's lease goes when its pods are gone, a while later. */
  private void dropLeases(
      Map<String, Lease> known, Set<String> inUse, Map<String, Duration> silence) {
    Duration limit = cluster.settings().leaseTimeout().multipliedBy(2);
    known.forEach(
        (runner, lease) -> {
          boolean silent = silence.getOrDefault(runner, Duration.ZERO).compareTo(limit) >= 0;
          if (silent && !inUse.contains(runner) && !runner.equals(cluster.marks().runner())) {
            leases.drop(lease);
          }
        });
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
