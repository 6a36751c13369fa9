package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster and neighbours whose clocks are hours before or behind the runner's. */
class ClockSkewTest extends ClusterTest {

  @ParameterizedTest
  @ValueSource(ints = {-7, 7})
  void aPodsEndIsItsOwnWheneverTheClusterSaysItWas(int hours) throws Exception {
    kubelet.setClockAhead(Duration.ofHours(hours));
    TaskLaunch task = task().launch();
    Running running = launch(task);
    var ending = ending(running);
    kubelet.starts(pod(task));
    kubelet.exits(pod(task), 7);

    assertThat(ending.get()).isEqualTo(Ending.exited(7));
    running.remove();
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, 7})
  void aRestartedRunnerLearnsAnEndOfAnotherTime(int hours) throws Exception {
    kubelet.setClockAhead(Duration.ofHours(hours));
    TaskLaunch task = task().launch();
    launch(task);
    kubelet.starts(pod(task));
    kill("crew-1");
    kubelet.exits(pod(task), 3);

    var again = launcher("crew-1").attach(workspace("crew-1", task)).orElseThrow();
    assertThat(again.await()).isEqualTo(Ending.exited(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, 7})
  void aPodThatDoesNotStartIsGivenUpAfterTheTimeThatPassedHere(int hours) throws Exception {
    setting("pending.timeout", "PT1S");
    kubelet.setClockAhead(Duration.ofHours(hours));
    TaskLaunch task = task().launch();
    var ending = ending(launch(task));
    kubelet.waits(pod(task), "ContainerCreating", "");

    assertBroken(ending.get(), Fault.PLATFORM, "given up after 1 s");
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, 7})
  void aKeptPodGoesAfterTheTimeThatPassedHere(int hours) throws Exception {
    setting("keep", "PT1H");
    kubelet.setClockAhead(Duration.ofHours(hours));
    TaskLaunch stays = task().launch();
    Running kept = launch("crew-1", stays);
    kubelet.exits(pod(stays), 0);
    kept.await();
    kept.remove();

    setting("keep", "PT1S");
    TaskLaunch goes = task().launch();
    Running removed = launch("crew-2", goes);
    kubelet.exits(pod(goes), 0);
    removed.await();
    removed.remove();

    await().until(() -> cluster.pod(pod(goes)).isEmpty());
    assertThat(cluster.pod(pod(stays))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, 7})
  void aNeighbourWhoseClockIsWrongLivesAsLongAsItRenewsItsLease(int hours) throws Exception {
    leaseTimeout(Duration.ofSeconds(1));
    TaskLaunch task = task().launch();
    launch("crew-1", task);
    kubelet.starts(pod(task));
    await().until(() -> lease("crew-1").isPresent());
    kill("crew-1");
    launcher("crew-2");

    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              renew("crew-1", ZonedDateTime.now(ZoneOffset.UTC).plusHours(hours));
              return cluster.pod(pod(task)).isPresent();
            });
    // Not renewed any more, it is silent, whatever time stands in it.
    await().until(() -> cluster.pod(pod(task)).isEmpty());
  }

  private Optional<Lease> lease(String runner) {
    return cluster.admin().leases().inNamespace(FakeCluster.NAMESPACE).list().getItems().stream()
        .filter(lease -> runner.equals(lease.getSpec().getHolderIdentity()))
        .findFirst();
  }

  private void renew(String runner, ZonedDateTime time) {
    Lease lease = lease(runner).orElseThrow();
    lease.getSpec().setRenewTime(time);
    cluster.admin().leases().inNamespace(FakeCluster.NAMESPACE).resource(lease).update();
  }
}
