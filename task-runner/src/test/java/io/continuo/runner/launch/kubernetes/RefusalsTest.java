package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Running;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Launches that the cluster refuses. */
class RefusalsTest extends ClusterTest {
  private static final String QUOTA =
      "pods \"x\" is forbidden: exceeded quota: team, requested: cpu=2, used: cpu=9, limited: cpu=10";

  private final TaskLaunch task = task().launch();

  private void assertRefused(TaskLaunch launch, Fault fault, String... words) {
    assertThat(catchThrowable(() -> launch(launch)))
        .asInstanceOf(InstanceOfAssertFactories.type(LaunchException.class))
        .satisfies(e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault))
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  void aQuotaThatIsUsedUpIsWaitedFor() throws Exception {
    cluster.refuse("POST", "/pods", 403, QUOTA, 4);

    Running running = launch(task);
    assertThat(launcher("crew-1").present()).containsExactly(task.attempt());
    Future<Ending> ending = ending(running);
    await().until(() -> cluster.pod(pod(task)).isPresent());
    kubelet.exits(pod(task), 0);

    assertThat(ending.get()).isEqualTo(Ending.exited(0));
    running.remove();
    assertThat(cluster.pods()).isEmpty();
  }

  @Test
  void aQuotaThatStaysUsedUpIsThePlatformsFaultInTheClustersWords() throws Exception {
    setting("pending.timeout", "PT0.3S");
    cluster.refuse("POST", "/pods", 403, QUOTA, 1000);

    Running running = launch(task);

    assertBroken(running.await(), Fault.PLATFORM, "exceeded quota: team", "given up");
    assertThat(launcher("crew-1").present()).isEmpty();
  }

  @Test
  void whoWaitsForQuotaCanBeStopped() throws Exception {
    cluster.refuse("POST", "/pods", 403, QUOTA, 1000);
    Running running = launch(task);
    Future<Ending> ending = ending(running);

    running.stop(Duration.ZERO);

    assertKilled(ending.get());
    assertThat(cluster.pods()).isEmpty();
  }

  @Test
  void missingRightsAreThePlatformsFaultWithTheCure() {
    cluster.refuse(
        "POST",
        "/pods",
        403,
        "pods is forbidden: User \"system:serviceaccount:data:crew\" cannot create resource \"pods\"",
        1);

    assertRefused(task, Fault.PLATFORM, "cannot create resource", "deploy/kubernetes/runner.yaml");
  }

  @Test
  void aNamespaceThatIsGoneIsThePlatformsFault() {
    cluster.refuse("POST", "/pods", 404, "namespaces \"data\" not found", 1);

    assertRefused(task, Fault.PLATFORM, "not found");
  }

  @Test
  void aPodThatBreaksTheClustersRulesIsTheUsersFault() {
    cluster.refuse(
        "POST",
        "/pods",
        403,
        "pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\": runAsNonRoot != true",
        1);
    assertRefused(task, Fault.USER, "PodSecurity");

    cluster.refuse("POST", "/pods", 422, "spec.tolerations[0].effect: Unsupported value", 1);
    assertRefused(task().launch(), Fault.USER, "Unsupported value");

    cluster.refuse("POST", "/pods", 403, "failed quota: team: must specify limits.cpu", 1);
    assertRefused(task().launch(), Fault.USER, "must specify limits.cpu");
  }

  @Test
  void anApiServerThatStaysAwayIsThePlatformsFault() {
    cluster.refuse("POST", "/pods", 503, "etcdserver: no leader", 1000);

    assertRefused(task, Fault.PLATFORM, "etcdserver: no leader");
  }

  @Test
  void anApiServerThatStumblesIsAskedAgain() throws Exception {
    cluster.refuse("POST", "/pods", 429, "too many requests", 2);
    cluster.refuse("POST", "/pods", 500, "etcdserver: request timed out", 1);

    Running running = launch(task);
    kubelet.exits(pod(task), 0);

    assertThat(running.await()).isEqualTo(Ending.exited(0));
  }

  @Test
  void aQuotaThatChangesAtTheSameTimeIsTriedAgain() throws Exception {
    cluster.refuse(
        "POST", "/pods", 409, "Operation cannot be fulfilled on resourcequotas \"team\"", 1);

    Future<Ending> ending = ending(launch(task));
    await().until(() -> cluster.pod(pod(task)).isPresent());
    kubelet.exits(pod(task), 0);

    assertThat(ending.get()).isEqualTo(Ending.exited(0));
  }

  @Test
  void aNamespaceThatTheOperatorDidNotAllowIsTheUsersFault() {
    Value kubernetes = new Value.Fields(Map.of("namespace", Value.of("kube-system")));

    assertRefused(
        task().with("kubernetes", kubernetes).launch(),
        Fault.USER,
        "kube-system",
        "launcher.kubernetes.namespaces");
  }
}
