package io.continuo.runner.launch.kubernetes;

import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a pod's state means for the attempt that it runs, in the cluster's own words. */
sealed interface PodFate {

  /**
   * The task's container has not started.
   *
   * @param fault whose it is if the pod is given up for this
   * @param hopeless whether waiting much longer will hardly help
   */
  record Waiting(Fault fault, String message, boolean hopeless) implements PodFate {}

  record Running() implements PodFate {}

  /** It was told to end, by us or by somebody else, and its node has not said that it has. */
  record Leaving(String message) implements PodFate {}

  /**
   * @param written the container's termination message
   */
  record Ended(Ending ending, Optional<String> written) implements PodFate {}

  /** Reasons of a whole pod that have nothing to do with what runs in it. */
  Set<String> CLUSTERS_REASONS =
      Set.of(
          "Evicted",
          "Preempting",
          "Preempted",
          "NodeLost",
          "NodeShutdown",
          "NodeAffinity",
          "Shutdown",
          "Terminated",
          "UnexpectedAdmissionError");

  Set<String> PULL_REASONS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");

  List<String> COMMANDS_FAULT =
      List.of(
          "executable file not found",
          "no such file or directory",
          "permission denied",
          "is a directory",
          "exec format error");

  /**
   * @param stopped whether we told it to end
   */
  static PodFate of(Pod pod, boolean stopped) {
    Optional<ContainerStatus> container = container(pod);
    Optional<ContainerStateTerminated> terminated =
        container.map(ContainerStatus::getState).map(ContainerState::getTerminated);
    Optional<String> disruption = disruption(pod);
    if (terminated.isPresent()) {
      return ended(pod, terminated.get(), disruption, stopped);
    }
    PodStatus status = status(pod);
    if ("Failed".equals(status.getPhase()) || "NodeLost".equals(status.getReason())) {
      return new Ended(failed(status, disruption, stopped), Optional.empty());
    }
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return new Leaving(disruption.orElse("somebody deleted the pod"));
    }
    if (container.map(ContainerStatus::getState).map(ContainerState::getRunning).isPresent()) {
      return new Running();
    }
    return notStarted(pod, container);
  }

  private static PodStatus status(Pod pod) {
    return Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
  }

  private static Optional<ContainerStatus> container(Pod pod) {
    return Objects.requireNonNullElse(
            status(pod).getContainerStatuses(), List.<ContainerStatus>of())
        .stream()
        .filter(one -> PodPlan.CONTAINER.equals(one.getName()))
        .findFirst();
  }

  /** Why the cluster wants the pod away, if it does. */
  private static Optional<String> disruption(Pod pod) {
    return condition(pod, "DisruptionTarget", "True")
        .map(found -> "the cluster ended the pod: " + said(found.getReason(), found.getMessage()));
  }

  private static Optional<PodCondition> condition(Pod pod, String type, String value) {
    return Objects.requireNonNullElse(status(pod).getConditions(), List.<PodCondition>of()).stream()
        .filter(one -> type.equals(one.getType()) && value.equals(one.getStatus()))
        .findFirst();
  }

  private static PodFate ended(
      Pod pod, ContainerStateTerminated end, Optional<String> disruption, boolean stopped) {
    int code = Objects.requireNonNullElse(end.getExitCode(), 255);
    Optional<String> written =
        Optional.ofNullable(end.getMessage()).filter(text -> !text.isEmpty());
    String reason = Objects.requireNonNullElse(end.getReason(), "");
    if (stopped) {
      return new Ended(new Ending.Exited(code, true, Optional.empty()), written);
    }
    Optional<Ending> clusters = clusters(pod, disruption, code);
    if (clusters.isPresent()) {
      return new Ended(clusters.get(), written);
    }
    Ending ending =
        switch (reason) {
          case "OOMKilled" ->
              new Ending.Exited(
                  code,
                  false,
                  Optional.of("killed by the kernel: out of memory; raise resources.memory"));
          case "ContainerStatusUnknown" ->
              new Ending.Broken(
                  Fault.PLATFORM,
                  "the node lost the container, nobody saw it end: "
                      + said(reason, end.getMessage()));
          case "StartError", "ContainerCannotRun" -> notRunnable(said(reason, end.getMessage()));
          default -> new Ending.Exited(code, false, Optional.empty());
        };
    return new Ended(ending, written);
  }

  /** An end that came from outside counts as that, whatever the container's exit code. */
  private static Optional<Ending> clusters(Pod pod, Optional<String> disruption, int code) {
    PodStatus status = status(pod);
    String reason = Objects.requireNonNullElse(status.getReason(), "");
    if (disruption.isPresent() || isClusters(reason) || reason.equals("DeadlineExceeded")) {
      return Optional.of(failed(status, disruption, false));
    }
    return pod.getMetadata().getDeletionTimestamp() == null
        ? Optional.empty()
        : Optional.of(
            new Ending.Broken(
                Fault.PLATFORM,
                "somebody deleted the pod; its container ended with exit code " + code));
  }

  private static boolean isClusters(String reason) {
    return CLUSTERS_REASONS.contains(reason) || reason.startsWith("OutOf");
  }

  private static Ending failed(PodStatus status, Optional<String> disruption, boolean stopped) {
    String reason = Objects.requireNonNullElse(status.getReason(), "");
    String words = said(reason, status.getMessage());
    if (stopped) {
      return new Ending.Exited(137, true, Optional.empty());
    }
    if (reason.equals("DeadlineExceeded")) {
      return new Ending.Broken(
          Fault.USER,
          words + ": the pod's activeDeadlineSeconds are over; raise them in the pod template");
    }
    String told = words.isEmpty() ? initTrouble(status) : "the cluster ended the pod: " + words;
    return new Ending.Broken(Fault.PLATFORM, disruption.orElse(told));
  }

  /** A template may bring containers that run before the task's. */
  private static String initTrouble(PodStatus status) {
    for (ContainerStatus init :
        Objects.requireNonNullElse(status.getInitContainerStatuses(), List.<ContainerStatus>of())) {
      ContainerStateTerminated end =
          init.getState() == null ? null : init.getState().getTerminated();
      if (end != null && !Objects.equals(end.getExitCode(), 0)) {
        return "the template's init container '%s' ended with exit code %s: %s"
            .formatted(init.getName(), end.getExitCode(), said(end.getReason(), end.getMessage()));
      }
    }
    return "the pod failed, and the cluster does not say why";
  }

  private static Ending notRunnable(String words) {
    return COMMANDS_FAULT.stream().anyMatch(words::contains)
        ? new Ending.Broken(Fault.USER, "the command cannot be run: " + words)
        : new Ending.Broken(Fault.PLATFORM, "the node cannot start the container: " + words);
  }

  private static PodFate notStarted(Pod pod, Optional<ContainerStatus> container) {
    Optional<ContainerStateWaiting> waiting =
        container.map(ContainerStatus::getState).map(ContainerState::getWaiting);
    String reason = waiting.map(ContainerStateWaiting::getReason).orElse("");
    String words = said(reason, waiting.map(ContainerStateWaiting::getMessage).orElse(""));
    String image = container.map(ContainerStatus::getImage).orElse("");
    if (PULL_REASONS.contains(reason)) {
      return new Waiting(
          Fault.PLATFORM,
          "image '%s' cannot be pulled: %s; check its name and tag, and imagePullSecrets"
              .formatted(image, words),
          false);
    }
    return switch (reason) {
      case "InvalidImageName" ->
          new Ended(
              new Ending.Broken(Fault.USER, "'" + image + "' is no name of an image: " + words),
              Optional.empty());
      case "CreateContainerConfigError" ->
          new Waiting(Fault.USER, "the container's configuration is wrong: " + words, true);
      case "CreateContainerError", "RunContainerError" ->
          COMMANDS_FAULT.stream().anyMatch(words::contains)
              ? new Ended(notRunnable(words), Optional.empty())
              : new Waiting(Fault.PLATFORM, "the node cannot start the container: " + words, false);
      default -> scheduling(pod, words);
    };
  }

  private static PodFate scheduling(Pod pod, String words) {
    boolean initRuns =
        Objects.requireNonNullElse(
                status(pod).getInitContainerStatuses(), List.<ContainerStatus>of())
            .stream()
            .anyMatch(init -> init.getState() != null && init.getState().getRunning() != null);
    if (initRuns) {
      return new Running();
    }
    return condition(pod, "PodScheduled", "False")
        .map(
            no ->
                new Waiting(
                    Fault.PLATFORM,
                    "the pod cannot be scheduled: " + said(no.getReason(), no.getMessage()),
                    false))
        .orElse(new Waiting(Fault.PLATFORM, words, false));
  }

  private static String said(String reason, String message) {
    return String.join(
        ": ",
        Stream.of(Objects.requireNonNullElse(reason, ""), Objects.requireNonNullElse(message, ""))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList());
  }
}
