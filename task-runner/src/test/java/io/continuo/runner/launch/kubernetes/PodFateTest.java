package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each state of a pod, and whose budget it is charged to. */
class PodFateTest {

  /** A pod with this status, in YAML's flow style. */
  private static Pod pod(String status, String metadata) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p, namespace: data%s}
        spec: {nodeName: node-7, containers: [{name: task, image: 'shop/report:7'}]}
        status: {%s}
        """
            .formatted(metadata, status),
        Pod.class);
  }

  private static PodFate fate(String status) {
    return PodFate.of(pod(status, ""), false);
  }

  private static String task(String state) {
    return "containerStatuses: [{name: sidecar, state: {running: {}}}, {name: task, image: 'shop/report:7', state: {"
        + state
        + "}}]";
  }

  private static String ended(int code, String reason, String message) {
    return task(
        "terminated: {exitCode: %d, reason: %s, message: '%s'}".formatted(code, reason, message));
  }

  private static Ending.Broken broken(PodFate fate) {
    assertThat(fate).isInstanceOf(PodFate.Ended.class);
    Ending ending = ((PodFate.Ended) fate).ending();
    assertThat(ending).isInstanceOf(Ending.Broken.class);
    return (Ending.Broken) ending;
  }

  private static Ending.Exited exited(PodFate fate) {
    assertThat(fate).isInstanceOf(PodFate.Ended.class);
    return (Ending.Exited) ((PodFate.Ended) fate).ending();
  }

  private static PodFate.Waiting waiting(String status) {
    assertThat(fate(status)).isInstanceOf(PodFate.Waiting.class);
    return (PodFate.Waiting) fate(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 42, 137, 143})
  void aContainerThatEndedByItselfHasItsOwnExitCode(int code) {
    assertThat(exited(fate("phase: Running, " + ended(code, "Error", ""))))
        .isEqualTo(Ending.exited(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 137, 143})
  void aContainerThatWasToldToEndIsKilledWhateverItsExitCode(int code) {
    Ending.Exited exited =
        exited(PodFate.of(pod("phase: Failed, " + ended(code, "Error", ""), ""), true));

    assertThat(exited.killed()).isTrue();
    assertThat(exited.code()).isEqualTo(code);
  }

  @Test
  void outOfMemoryIsTheUsersWithTheCure() {
    Ending.Exited exited = exited(fate("phase: Failed, " + ended(137, "OOMKilled", "")));

    assertThat(exited.code()).isEqualTo(137);
    assertThat(exited.killed()).isFalse();
    assertThat(exited.message().orElseThrow()).contains("raise resources.memory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StartError | 128 | exec: "no-such": executable file not found in $PATH
          ContainerCannotRun | 127 | stat /bin/no-such: no such file or directory
          StartError | 126 | exec: "/etc/passwd": permission denied
          """)
  void aCommandThatCannotBeRunIsTheUsers(String reason, int code, String message) {
    Ending.Broken broken = broken(fate("phase: Failed, " + ended(code, reason, message)));

    assertThat(broken.fault()).isEqualTo(Fault.USER);
    assertThat(broken.message()).contains("command cannot be run").contains(message);
  }

  @Test
  void aRuntimeThatCannotStartContainersIsThePlatforms() {
    String words = "failed to create shim task: cgroups: cannot allocate memory";

    Ending.Broken broken = broken(fate("phase: Failed, " + ended(128, "StartError", words)));

    assertThat(broken.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(broken.message()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Evicted | The node was low on resource: memory. Container task was using 2Gi
          Preempting | Preempted in order to admit critical pod
          NodeLost | Node node-7 which was running pod p is unresponsive
          NodeShutdown | Pod was rejected as the node is shutting down.
          Terminated | Pod was terminated in response to imminent node shutdown.
          OutOfcpu | Node did not have enough resource: cpu
          OutOfpods | Node did not have enough resource: pods
          NodeAffinity | Predicate NodeAffinity failed
          UnexpectedAdmissionError | Allocate failed due to no healthy devices present
          """)
  void whatTheClusterDidToThePodIsThePlatformsInItsOwnWords(String reason, String message) {
    String whole = "phase: Failed, reason: %s, message: '%s'".formatted(reason, message);

    for (PodFate fate : new PodFate[] {fate(whole), fate(whole + ", " + ended(137, "Error", ""))}) {
      assertThat(broken(fate).fault()).isEqualTo(Fault.PLATFORM);
      assertThat(broken(fate).message()).contains(reason).contains(message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PreemptionByScheduler | default-scheduler: preempting to accommodate a higher priority pod
          DeletionByTaintManager | Taint manager: deleting due to NoExecute taint
          EvictionByEvictionAPI | Eviction API: evicting
          DeletionByPodGC | PodGC: node no longer exists
          TerminationByKubelet | The node was low on resource: ephemeral-storage
          """)
  void aDisruptedPodIsThePlatformsEvenIfItExitedWithZero(String reason, String message) {
    String condition =
        "conditions: [{type: DisruptionTarget, status: 'True', reason: %s, message: '%s'}]"
            .formatted(reason, message);

    for (int code : new int[] {0, 143}) {
      Ending.Broken broken =
          broken(fate("phase: Failed, " + condition + ", " + ended(code, "Completed", "")));
      assertThat(broken.fault()).isEqualTo(Fault.PLATFORM);
      assertThat(broken.message()).contains(reason).contains(message);
    }
  }

  @Test
  void aContainerThatItsNodeLostIsThePlatforms() {
    Ending.Broken broken =
        broken(
            fate("phase: Failed, " + ended(137, "ContainerStatusUnknown", "could not be located")));

    assertThat(broken.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(broken.message()).contains("could not be located");
  }

  @Test
  void aDeadlineInTheTemplateIsTheUsersWithTheCure() {
    Ending.Broken broken =
        broken(
            fate(
                "phase: Failed, reason: DeadlineExceeded, message: 'active on the node longer than specified'"));

    assertThat(broken.fault()).isEqualTo(Fault.USER);
    assertThat(broken.message())
        .contains("longer than specified")
        .contains("activeDeadlineSeconds");
  }

  @Test
  void aPodThatSomebodyDeletesIsThePlatforms() {
    String deleted = ", deletionTimestamp: '2026-11-26T12:00:00Z'";

    assertThat(PodFate.of(pod("phase: Running, " + task("running: {}"), deleted), false))
        .isInstanceOf(PodFate.Leaving.class);
    Ending.Broken broken =
        broken(PodFate.of(pod("phase: Failed, " + ended(143, "Error", ""), deleted), false));
    assertThat(broken.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(broken.message()).contains("somebody deleted the pod").contains("143");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "RegistryUnavailable"})
  void anImageThatCannotBePulledIsWaitedForAndThePlatforms(String reason) {
    PodFate.Waiting waiting =
        waiting(
            "phase: Pending, "
                + task("waiting: {reason: %s, message: 'manifest unknown'}".formatted(reason)));

    assertThat(waiting.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(waiting.hopeless()).isFalse();
    assertThat(waiting.message()).contains("shop/report:7").contains("manifest unknown");
  }

  @Test
  void anImageNameThatIsNoneIsTheUsersAtOnce() {
    Ending.Broken broken =
        broken(
            fate(
                "phase: Pending, "
                    + task("waiting: {reason: InvalidImageName, message: 'invalid reference'}")));

    assertThat(broken.fault()).isEqualTo(Fault.USER);
    assertThat(broken.message()).contains("invalid reference");
  }

  @Test
  void aWrongConfigurationIsTheUsersAndHopelessBeforeLong() {
    PodFate.Waiting waiting =
        waiting(
            "phase: Pending, "
                + task(
                    "waiting: {reason: CreateContainerConfigError, message: 'secret \"db\" not found'}"));

    assertThat(waiting.fault()).isEqualTo(Fault.USER);
    assertThat(waiting.hopeless()).isTrue();
    assertThat(waiting.message()).contains("secret \"db\" not found");
  }

  @Test
  void aCommandThatIsNotFoundIsTheUsersAtOnce() {
    Ending.Broken broken =
        broken(
            fate(
                "phase: Pending, "
                    + task(
                        "waiting: {reason: RunContainerError, message: 'no-such: executable file not found'}")));

    assertThat(broken.fault()).isEqualTo(Fault.USER);
  }

  @Test
  void aContainerThatCannotBeCreatedIsWaitedForAndThePlatforms() {
    PodFate.Waiting waiting =
        waiting(
            "phase: Pending, "
                + task("waiting: {reason: CreateContainerError, message: 'context deadline'}"));

    assertThat(waiting.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(waiting.message()).contains("context deadline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unschedulable", "SchedulingGated"})
  void aPodThatFindsNoNodeWaitsInTheSchedulersWords(String reason) {
    PodFate.Waiting waiting =
        waiting(
            "phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: %s, message: '0/3 nodes are available: 3 Insufficient nvidia.com/gpu.'}]"
                .formatted(reason));

    assertThat(waiting.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(waiting.message()).contains("cannot be scheduled").contains("nvidia.com/gpu");
  }

  @Test
  void aPodThatNobodyHasLookedAtYetWaits() {
    assertThat(waiting("").fault()).isEqualTo(Fault.PLATFORM);
    assertThat(waiting("phase: Pending, " + task("waiting: {reason: ContainerCreating}")).message())
        .isEqualTo("ContainerCreating");
  }

  @Test
  void aRunningContainerAndARunningInitContainerBothRun() {
    assertThat(fate("phase: Running, " + task("running: {}"))).isInstanceOf(PodFate.Running.class);
    assertThat(
            fate(
                "phase: Pending, initContainerStatuses: [{name: fetch, state: {running: {}}}], "
                    + task("waiting: {reason: PodInitializing}")))
        .isInstanceOf(PodFate.Running.class);
  }

  @Test
  void anInitContainerOfTheTemplateThatFailsIsNamed() {
    Ending.Broken broken =
        broken(
            fate(
                "phase: Failed, initContainerStatuses: [{name: fetch, state: {terminated: {exitCode: 2, reason: Error}}}], "
                    + task("waiting: {reason: PodInitializing}")));

    assertThat(broken.fault()).isEqualTo(Fault.PLATFORM);
    assertThat(broken.message()).contains("'fetch'").contains("exit code 2");
  }
}
