package io.continuo.runner.launch.kubernetes;

import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.kubernetes.api.ApiPatience;
import io.continuo.runner.launch.kubernetes.api.ApiWords;
import io.continuo.runner.launch.kubernetes.api.PodKey;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an attempt's pod into being: creates it, or takes over the one that an earlier dispatch of
 * the same attempt left.
 */
final class PodLaunch {
  private static final Logger LOG = LoggerFactory.getLogger(PodLaunch.class);

  private final Cluster cluster;
  private final PodPlan plan;
  private final ApiPatience patience;

  PodLaunch(Cluster cluster, PodPlan plan) {
    this.cluster = cluster;
    this.plan = plan;
    this.patience = ApiPatience.limited(cluster.pace());
  }

  /** It cannot be now, and may be later without anybody's doing. */
  static final class NotYet extends Exception {
    private static final long serialVersionUID = 1L;

    private NotYet(String message) {
      super(message);
    }
  }

  Pod place() throws LaunchException, NotYet, InterruptedException {
    try {
      Optional<Pod> created = create();
      return created.isPresent() ? withSecret(created.get()) : takeOver();
    } catch (KubernetesClientException e) {
      throw refused(e);
    }
  }

  /** Empty when there is a pod of that name. */
  private Optional<Pod> create() throws InterruptedException {
    try {
      return Optional.of(patience.ask(() -> cluster.api().create(plan.pod())));
    } catch (KubernetesClientException e) {
      if (e.getCode() == 409) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Pod withSecret(Pod pod) throws InterruptedException {
    try {
      AttemptSecret.create(cluster.api(), patience, pod, plan.secrets());
      return pod;
    } catch (KubernetesClientException e) {
      cluster.patiently(() -> deleteQuietly(pod));
      throw e;
    }
  }

  private void deleteQuietly(Pod pod) {
    try {
      cluster.api().delete(pod, Duration.ZERO);
    } catch (KubernetesClientException e) {
      LOG.warn("pod {} is left to the sweep: {}", PodKey.of(pod), ApiWords.in(e));
    }
  }

  private Pod takeOver() throws LaunchException, NotYet, InterruptedException {
    PodKey key = PodKey.of(plan.pod());
    Optional<Pod> found = patience.ask(() -> cluster.api().find(key));
    if (found.isEmpty()) {
      throw new NotYet("pod " + key + " of an earlier dispatch has just gone");
    }
    Pod pod = found.get();
    AttemptId was = check(pod);
    if (cluster.marks().owns(pod, plan.attempt()) && !isKept(pod)) {
      AttemptSecret.create(cluster.api(), patience, pod, plan.secrets());
      return pod; // an earlier launch of this very dispatch
    }
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      throw new NotYet(
          "pod %s of an earlier dispatch is still ending on node %s; if that node is gone for good, delete the pod by force"
              .formatted(key, pod.getSpec().getNodeName()));
    }
    if (isKept(pod) || isPlatformsEnd(pod)) {
      patience.run(() -> cluster.api().delete(pod, Duration.ZERO));
      throw new NotYet("pod " + key + " of an earlier dispatch is being removed");
    }
    LOG.info("{}: adopts pod {}, which was of {}", plan.attempt(), key, was);
    Pod adopted = adopt(pod);
    AttemptSecret.create(cluster.api(), patience, adopted, plan.secrets());
    return adopted;
  }

  private static boolean isKept(Pod pod) {
    return PodMarks.label(pod, PodMarks.KEPT).isPresent();
  }

  private AttemptId check(Pod pod) throws LaunchException {
    AttemptId was =
        PodMarks.attempt(pod)
            .filter(id -> PodMarks.sameButEpoch(id, plan.attempt()))
            .orElseThrow(
                () ->
                    LaunchException.platform(
                        "pod %s is in the way and not of this attempt: delete it"
                            .formatted(PodKey.of(pod))));
    if (was.epoch() > plan.attempt().epoch()) {
      throw LaunchException.platform(
          "pod %s was adopted by a later dispatch, epoch %d"
              .formatted(PodKey.of(pod), was.epoch()));
    }
    return was;
  }

  /** What broke for the platform's reasons would only break again. */
  private static boolean isPlatformsEnd(Pod pod) {
    return PodFate.of(pod, false) instanceof PodFate.Ended(Ending.Broken(Fault fault, _), _)
        && fault == Fault.PLATFORM;
  }

  private Pod adopt(Pod pod) throws NotYet, InterruptedException {
    try {
      return patience.ask(
          () ->
              cluster
                  .api()
                  .mark(
                      pod,
                      cluster.marks().owner(plan.attempt()),
                      Map.of(PodMarks.ATTEMPT, plan.attempt().toString())));
    } catch (KubernetesClientException e) {
      if (e.getCode() == 409 || e.getCode() == 404) {
        throw new NotYet("pod " + PodKey.of(pod) + " changed while it was being adopted");
      }
      throw e;
    }
  }

  private LaunchException refused(KubernetesClientException e) throws NotYet {
    String words = ApiWords.in(e);
    String namespace = plan.pod().getMetadata().getNamespace();
    if (ApiWords.isQuota(e)) {
      throw new NotYet("the cluster has no quota left for the pod: " + words);
    }
    if (e.getCode() == 409) {
      throw new NotYet("the pod changed at the same time: " + words);
    }
    if (ApiWords.isPassing(e)) {
      return LaunchException.platform(
          "the Kubernetes API did not do it within %d s: %s"
              .formatted(cluster.pace().patience().toSeconds(), words),
          e);
    }
    if (ApiWords.isOperators(e)) {
      return LaunchException.platform(
          "the runner cannot make pods in namespace '%s': %s; give its service account the rights in deploy/kubernetes/runner.yaml"
              .formatted(namespace, words),
          e);
    }
    return LaunchException.user(
        "the cluster refuses the pod in namespace '%s': %s".formatted(namespace, words));
  }
}
