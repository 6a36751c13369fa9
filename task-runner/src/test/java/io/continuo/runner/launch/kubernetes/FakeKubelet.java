package io.continuo.runner.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Moves pods through their lives by what it writes into their status, as nodes do. */
final class FakeKubelet {
  private final KubernetesClient api;
  private volatile Duration ahead = Duration.ZERO;

  FakeKubelet(KubernetesClient api) {
    this.api = api;
  }

  /** Nodes and API server write the times of a clock that is so far ahead of the runners'. */
  void setClockAhead(Duration by) {
    ahead = by;
  }

  private String now() {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static boolean hasEnded(Pod pod) {
    PodStatus status = pod.getStatus();
    return status == null
        || status.getContainerStatuses() == null
        || status.getContainerStatuses().stream()
            .allMatch(one -> one.getState().getRunning() == null);
  }

  /** Every new pod runs and ends well at once. */
  void endsAllWell() {
    api.pods()
        .inNamespace(FakeCluster.NAMESPACE)
        .watch(
            new Watcher<Pod>() {
              @Override
              public void eventReceived(Action action, Pod pod) {
                if (action == Action.ADDED) {
                  Thread.ofVirtual().start(() -> exits(pod.getMetadata().getName(), 0));
                }
              }

              @Override
              public void onClose(WatcherException cause) {
                // the test is over
              }
            });
  }

  void starts(String pod) {
    change(
        pod,
        status -> {
          status.setPhase("Running");
          status.setConditions(new ArrayList<>());
          put(
              status,
              new ContainerStateBuilder()
                  .withNewRunning()
                  .withStartedAt(now())
                  .endRunning()
                  .build());
        });
  }

  void exits(String pod, int code) {
    exits(pod, code, code == 0 ? "Completed" : "Error", "");
  }

  void exits(String pod, int code, String reason, String message) {
    change(
        pod,
        status -> {
          status.setPhase(code == 0 ? "Succeeded" : "Failed");
          put(
              status,
              new ContainerStateBuilder()
                  .withNewTerminated()
                  .withExitCode(code)
                  .withReason(reason)
                  .withMessage(message)
                  .withStartedAt(now())
                  .withFinishedAt(now())
                  .endTerminated()
                  .build());
        });
  }

  void waits(String pod, String reason, String message) {
    change(
        pod,
        status -> {
          status.setPhase("Pending");
          put(
              status,
              new ContainerStateBuilder()
                  .withNewWaiting()
                  .withReason(reason)
                  .withMessage(message)
                  .endWaiting()
                  .build());
        });
  }

  /** The whole pod fails, with or without its container having run. */
  void fails(String pod, String reason, String message) {
    change(
        pod,
        status -> {
          status.setPhase("Failed");
          status.setReason(reason);
          status.setMessage(message);
        });
  }

  void notes(String pod, String condition, String value, String reason, String message) {
    PodCondition noted =
        new PodConditionBuilder()
            .withType(condition)
            .withStatus(value)
            .withReason(reason)
            .withMessage(message)
            .withLastTransitionTime(now())
            .build();
    change(
        pod,
        status -> {
          List<PodCondition> all =
              new ArrayList<>(Objects.requireNonNullElse(status.getConditions(), List.of()));
          all.add(noted);
          status.setConditions(all);
        });
  }

  /** The node has ended a pod that was deleted. */
  void forgets(String pod) {
    api.pods()
        .inNamespace(FakeCluster.NAMESPACE)
        .withName(pod)
        .edit(
            found -> {
              found.getMetadata().setFinalizers(new ArrayList<>());
              return found;
            });
  }

  private void change(String pod, Consumer<PodStatus> change) {
    api.pods()
        .inNamespace(FakeCluster.NAMESPACE)
        .withName(pod)
        .editStatus(
            found -> {
              PodStatus status = Objects.requireNonNullElseGet(found.getStatus(), PodStatus::new);
              change.accept(status);
              status.setStartTime(now());
              found.getMetadata().setCreationTimestamp(now());
              found.setStatus(status);
              return found;
            });
  }

  private static void put(PodStatus status, ContainerState state) {
    ContainerStatus container =
        new ContainerStatusBuilder()
            .withName(PodPlan.CONTAINER)
            .withImage("shop/report:7")
            .withImageID("")
            .withReady(false)
            .withRestartCount(0)
            .withState(state)
            .build();
    status.setContainerStatuses(new ArrayList<>(List.of(container)));
  }
}
