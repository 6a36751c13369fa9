package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is seen of a pod's life, whatever becomes of the events that tell it. */
class ObservationTest extends ClusterTest {
  private final TaskLaunch task = task().launch();

  @ParameterizedTest
  @EnumSource(UnreliableWatch.Manner.class)
  void anEndIsSeenWhateverTheWatchDoes(UnreliableWatch.Manner manner) throws Exception {
    cluster.watches().become(manner);
    Future<Ending> ending = ending(launch(task));

    kubelet.starts(pod(task));
    kubelet.exits(pod(task), 6);

    assertThat(ending.get()).isEqualTo(Ending.exited(6));
  }

  @Test
  void watchesThatBreakAreOpenedAgain() throws Exception {
    Future<Ending> ending = ending(launch(task));
    await().until(() -> cluster.watches().open() > 0);
    kubelet.starts(pod(task));

    cluster.watches().breakAll();
    await().until(() -> cluster.watches().open() > 0);
    cluster.watches().expireAll();
    kubelet.exits(pod(task), 6);

    assertThat(ending.get()).isEqualTo(Ending.exited(6));
  }

  @Test
  void anApiServerThatIsAwayForLongIsWaitedFor() throws Exception {
    Future<Ending> ending = ending(launch(task));
    kubelet.starts(pod(task));

    cluster.refuse("GET", "/pods", 503, "apiserver is shutting down", 30);
    cluster.watches().breakAll();
    kubelet.exits(pod(task), 6);

    assertThat(ending.get()).isEqualTo(Ending.exited(6));
  }

  @Test
  void rightsThatAreMissingForAWhileLoseNothing() throws Exception {
    Future<Ending> ending = ending(launch(task));
    cluster.refuse("GET", "/pods", 403, "pods is forbidden", 10);

    kubelet.exits(pod(task), 6);

    assertThat(ending.get()).isEqualTo(Ending.exited(6));
  }

  @Test
  void aPodThatSomebodyForcedAwayIsThePlatformsFault() throws Exception {
    Future<Ending> ending = ending(launch(task));
    kubelet.starts(pod(task));

    cluster.admin().pods().inNamespace(FakeCluster.NAMESPACE).withName(pod(task)).delete();

    assertBroken(ending.get(), Fault.PLATFORM, pod(task), "gone");
  }

  @Test
  void whatTheClusterSaidBeforeThePodWentIsTold() throws Exception {
    cluster.nodesTakeTheirTime();
    Future<Ending> ending = ending(launch(task));
    kubelet.starts(pod(task));
    kubelet.notes(
        pod(task), "DisruptionTarget", "True", "EvictionByEvictionAPI", "Eviction API: evicting");
    long before = cluster.requests("GET", pod(task));
    cluster.deleteGently(pod(task));
    await().until(() -> cluster.requests("GET", pod(task)) > before);
    kubelet.forgets(pod(task));

    assertBroken(ending.get(), Fault.PLATFORM, "Eviction API: evicting");
  }

  @Test
  void aStoppedPodIsKilledWhateverItsExitCode() throws Exception {
    cluster.nodesTakeTheirTime();
    Running running = launch(task);
    Future<Ending> ending = ending(running);
    kubelet.starts(pod(task));

    running.stop(Duration.ofMillis(1200));
    var deleted = cluster.pod(pod(task)).orElseThrow().getMetadata();
    kubelet.exits(pod(task), 0);

    assertThat(deleted.getDeletionGracePeriodSeconds()).isEqualTo(2);
    assertThat(ending.get()).isEqualTo(new Ending.Exited(0, true, Optional.empty()));
  }

  @Test
  void aStopIsRememberedOverARestart() throws Exception {
    cluster.nodesTakeTheirTime();
    Running running = launch(task);
    kubelet.starts(pod(task));
    running.stop(Duration.ofSeconds(5));
    kill("crew-1");
    kubelet.exits(pod(task), 0);

    Running again = launcher("crew-1").attach(workspace("crew-1", task)).orElseThrow();

    assertKilled(again.await());
  }

  @Test
  void aNodeThatNeverConfirmsAStopIsNotWaitedForForEver() throws Exception {
    cluster.nodesTakeTheirTime();
    Running running = launch(task);
    Future<Ending> ending = ending(running);
    kubelet.starts(pod(task));

    running.stop(Duration.ZERO);

    assertKilled(ending.get());
    assertThat(ending.get().toString()).contains("does not say that it has ended");
  }

  @Test
  void aPodThatDoesNotStartIsGivenUpWithWhatTheClusterSays() throws Exception {
    setting("pending.timeout", "PT0.5S");
    Running running = launch(task);
    kubelet.notes(
        pod(task), "PodScheduled", "False", "Unschedulable", "0/3 nodes: Insufficient cpu");

    assertBroken(running.await(), Fault.PLATFORM, "Insufficient cpu", "given up after");
    running.remove();
    assertThat(cluster.pods()).isEmpty();
  }

  @Test
  void anImageThatIsPulledInTheEndIsNoTrouble() throws Exception {
    Future<Ending> ending = ending(launch(task));
    kubelet.waits(pod(task), "ImagePullBackOff", "Back-off pulling image");
    kubelet.starts(pod(task));
    kubelet.exits(pod(task), 0);

    assertThat(ending.get()).isEqualTo(Ending.exited(0));
  }
}
