package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Running;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Nothing stays for ever, and nothing that somebody still answers for goes. */
class UpkeepTest extends ClusterTest {

  private List<Lease> leases() {
    return cluster.admin().leases().inNamespace(FakeCluster.NAMESPACE).list().getItems();
  }

  @Test
  void aRunnerRenewsItsLease() {
    launcher("crew-1");
    await().until(() -> leases().size() == 1);
    String first = leases().getFirst().getMetadata().getResourceVersion();

    await().until(() -> !leases().getFirst().getMetadata().getResourceVersion().equals(first));
    assertThat(leases().getFirst().getSpec().getHolderIdentity()).isEqualTo("crew-1");
  }

  @Test
  void podsOfARunnerThatNeverComesBackAreRemovedAndThenItsLease() throws Exception {
    leaseTimeout(Duration.ofSeconds(3));
    TaskLaunch lost = task().launch();
    launch("crew-1", lost);
    kubelet.starts(pod(lost));
    TaskLaunch alive = task().launch();
    launch("crew-2", alive);
    kubelet.starts(pod(alive));
    launcher("crew-3");
    await().until(() -> leases().size() == 3);

    kill("crew-1");

    await().until(() -> cluster.pod(pod(lost)).isEmpty());
    await().until(() -> leases().size() == 2);
    assertThat(cluster.pod(pod(alive))).isPresent();
  }

  @Test
  void podsOfARunnerWithoutALeaseAreRemovedAsWell() throws Exception {
    leaseTimeout(Duration.ofMillis(500));
    TaskLaunch lost = task().launch();
    launch("crew-1", lost);
    await().until(() -> leases().size() == 1);
    kill("crew-1");
    cluster.admin().leases().inNamespace(FakeCluster.NAMESPACE).delete();

    launcher("crew-2");

    await().until(() -> cluster.pod(pod(lost)).isEmpty());
  }

  @Test
  void podsOfAnotherInstallationAreNobodysBusiness() throws Exception {
    leaseTimeout(Duration.ofMillis(300));
    setting("installation", "other");
    TaskLaunch foreign = task().launch();
    launch("crew-1", foreign);
    kill("crew-1");

    setting("installation", "continuo");
    TaskLaunch lost = task().launch();
    launch("crew-1", lost);
    kill("crew-1");
    launcher("crew-2");

    await().until(() -> cluster.pod(pod(lost)).isEmpty());
    assertThat(cluster.pods()).hasSize(1);
  }

  @Test
  void anEndedPodCanBeKeptForAWhile() throws Exception {
    setting("keep", "PT1S");
    TaskLaunch task = task().launch();
    Running running = launch(task);
    kubelet.exits(pod(task), 0);
    running.await();

    running.remove();

    assertThat(cluster.pod(pod(task))).isPresent();
    assertThat(launcher("crew-1").present()).isEmpty();
    assertThat(launcher("crew-1").attach(workspace("crew-1", task))).isEmpty();
    await().until(() -> cluster.pods().isEmpty());
  }

  @Test
  void aKeptPodIsNotInTheWayOfALaterDispatch() throws Exception {
    setting("keep", "PT1H");
    TaskLaunch first = task().launch();
    Running running = launch(first);
    kubelet.exits(pod(first), 0);
    running.await();
    running.remove();

    var ending = ending(launch(task().launch(epoch(first.attempt(), 2))));
    await()
        .until(
            () ->
                cluster
                    .pod(pod(first))
                    .filter(pod -> PodMarks.label(pod, PodMarks.KEPT).isEmpty())
                    .isPresent());
    kubelet.exits(pod(first), 9);

    assertThat(ending.get()).isEqualTo(Ending.exited(9));
  }

  @Test
  void silenceIsMeasuredOnOneClockFromTheLastChangeOn() {
    AtomicLong clock = new AtomicLong(5);
    Sightings sightings = new Sightings(clock::get);

    assertThat(sightings.unchanged("lease", "1")).isZero();
    clock.addAndGet(1000);
    assertThat(sightings.unchanged("lease", "1")).isEqualTo(Duration.ofNanos(1000));
    assertThat(sightings.unchanged("lease", "2")).isZero();
    clock.addAndGet(10);
    assertThat(sightings.unchanged("lease", "2")).isEqualTo(Duration.ofNanos(10));
  }
}
