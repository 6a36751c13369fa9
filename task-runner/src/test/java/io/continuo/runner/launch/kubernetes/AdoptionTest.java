package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Running;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One pod, and runners that follow each other: none runs twice, none is killed by a wrong hand. */
class AdoptionTest extends ClusterTest {
  private final TaskLaunch first = task().launch();
  private final TaskLaunch second = task().launch(epoch(first.attempt(), 2));

  @Test
  void aLaterDispatchAdoptsThePodThatStillRuns() throws Exception {
    launch("crew-1", first);
    kubelet.starts(pod(first));
    kill("crew-1");

    Running adopted = launch("crew-2", second);
    kubelet.exits(pod(first), 4);

    assertThat(adopted.await()).isEqualTo(Ending.exited(4));
    assertThat(cluster.requests("POST", "/pods")).isEqualTo(2);
    assertThat(launcher("crew-2").present()).containsExactly(second.attempt());
    assertThat(launcher("crew-1").present()).isEmpty();
    adopted.remove();
    assertThat(cluster.pods()).isEmpty();
  }

  @Test
  void theRunnerThatLostItsPodHearsOfIt() throws Exception {
    Future<Ending> lost = ending(launch("crew-1", first));
    kubelet.starts(pod(first));

    launch("crew-2", second);

    assertBroken(lost.get(), Fault.PLATFORM, "adopted by runner crew-2", "epoch 2");
  }

  @Test
  void aRunnerThatWasGivenUpNeitherStopsNorRemovesAnAdoptedPod() throws Exception {
    Running lost = launch("crew-1", first);
    kubelet.starts(pod(first));
    Running adopted = launch("crew-2", second);

    lost.stop(Duration.ZERO);
    lost.remove();

    assertThat(cluster.pods()).hasSize(1);
    kubelet.exits(pod(first), 0);
    assertThat(adopted.await()).isEqualTo(Ending.exited(0));
  }

  @Test
  void theSameRunnerAdoptsItsOwnPodForALaterDispatch() throws Exception {
    Future<Ending> lost = ending(launch("crew-1", first));
    kubelet.starts(pod(first));

    Running again = launch("crew-1", second);

    assertBroken(lost.get(), Fault.PLATFORM, "adopted");
    kubelet.exits(pod(first), 0);
    assertThat(again.await()).isEqualTo(Ending.exited(0));
  }

  @Test
  void anEarlierDispatchDoesNotGetAPodBack() throws Exception {
    launch("crew-2", second);

    assertThatThrownBy(() -> launch("crew-1", first))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("later dispatch")
        .extracting(e -> ((LaunchException) e).fault())
        .isEqualTo(Fault.PLATFORM);
  }

  @Test
  void theResultOfAPodThatEndedMeanwhileCounts() throws Exception {
    launch("crew-1", first);
    kill("crew-1");
    kubelet.exits(pod(first), 5);

    assertThat(launch("crew-2", second).await()).isEqualTo(Ending.exited(5));
  }

  @Test
  void aPodThatTheClusterEndedIsNotAdoptedButReplaced() throws Exception {
    launch("crew-1", first);
    kubelet.starts(pod(first));
    kubelet.fails(pod(first), "Evicted", "the node was low on memory");
    String evicted = cluster.pod(pod(first)).orElseThrow().getMetadata().getUid();
    kill("crew-1");

    Future<Ending> ending = ending(launch("crew-2", second));
    await()
        .until(
            () ->
                cluster
                    .pod(pod(first))
                    .filter(pod -> !pod.getMetadata().getUid().equals(evicted))
                    .isPresent());
    kubelet.exits(pod(first), 0);

    assertThat(ending.get()).isEqualTo(Ending.exited(0));
  }

  @Test
  void aPodThatIsStillEndingIsWaitedFor() throws Exception {
    cluster.nodesTakeTheirTime();
    Running running = launch("crew-1", first);
    kubelet.starts(pod(first));
    running.stop(Duration.ofSeconds(5));

    Future<Ending> ending = ending(launch("crew-2", second));
    assertThat(launcher("crew-2").present()).contains(second.attempt());
    assertThat(cluster.pods()).hasSize(1);
    kubelet.exits(pod(first), 0);
    kubelet.forgets(pod(first));
    await().until(() -> cluster.pod(pod(first)).isPresent());
    kubelet.exits(pod(first), 0);

    assertThat(ending.get()).isEqualTo(Ending.exited(0));
  }

  @Test
  void whileWaitingForAnEndingPodTheAttemptCanBeStopped() throws Exception {
    cluster.nodesTakeTheirTime();
    Running running = launch("crew-1", first);
    kubelet.starts(pod(first));
    running.stop(Duration.ofSeconds(5));

    Running waiting = launch("crew-2", second);
    waiting.stop(Duration.ZERO);

    assertKilled(waiting.await());
    waiting.remove();
    assertThat(launcher("crew-2").present()).isEmpty();
  }

  @Test
  void aPodOfAnotherMakerInTheWayIsNotTouched() throws Exception {
    launch("crew-1", first);
    cluster
        .admin()
        .pods()
        .inNamespace(FakeCluster.NAMESPACE)
        .withName(pod(first))
        .edit(
            pod -> {
              pod.getMetadata().getAnnotations().put(PodMarks.ATTEMPT, "something else");
              return pod;
            });

    assertThatThrownBy(() -> launch("crew-2", second))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("in the way");
  }
}
