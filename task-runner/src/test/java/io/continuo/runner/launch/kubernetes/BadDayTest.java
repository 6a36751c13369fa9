package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.kubernetes.api.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything goes wrong at once, and still each attempt has one pod and its own end. */
class BadDayTest extends ClusterTest {
  private static final int PODS = 20;

  private final List<TaskLaunch> tasks = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private final List<Future<Ending>> endings = new ArrayList<>();

  /** No launch gives up, however slow the machine is on top of it all. */
  @Override
  Pace pace() {
    Pace hasty = FakeCluster.HASTY;
    return new Pace(
        hasty.relist(),
        hasty.renew(),
        hasty.sweep(),
        hasty.first(),
        hasty.longest(),
        Duration.ofMinutes(1),
        hasty.silence());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void podsOutliveTheirRunner(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < PODS; i++) {
      TaskLaunch task = task().launch();
      tasks.add(task);
      launch("crew-1", task);
      kubelet.starts(pod(task));
      trouble(random);
    }
    Set<String> before = uids();
    kill("crew-1");
    for (int i = 0; i < PODS; i++) {
      if (random.nextInt(3) == 0) {
        kubelet.exits(pod(tasks.get(i)), i);
      }
      Running adopted = launch("crew-2", task().launch(epoch(tasks.get(i).attempt(), 2)));
      running.add(adopted);
      endings.add(ending(adopted));
      trouble(random);
    }
    for (int i = 0; i < PODS; i++) {
      kubelet.exits(pod(tasks.get(i)), i);
      trouble(random);
    }

    for (int i = 0; i < PODS; i++) {
      assertThat(endings.get(i).get()).as("task %d", i).isEqualTo(Ending.exited(i));
    }
    assertThat(uids()).isEqualTo(before);
    for (Running one : running) {
      one.remove();
    }
    assertThat(cluster.pods()).isEmpty();
    assertThat(launcher("crew-2").present()).isEmpty();
  }

  private Set<String> uids() {
    return cluster.pods().stream()
        .map(pod -> pod.getMetadata().getUid())
        .collect(Collectors.toSet());
  }

  private void trouble(Random random) {
    var manners = UnreliableWatch.Manner.values();
    switch (random.nextInt(8)) {
      case 0 -> cluster.watches().become(manners[random.nextInt(manners.length)]);
      case 1 -> cluster.watches().breakAll();
      case 2 -> cluster.watches().expireAll();
      case 3 -> cluster.refuse("GET", "/pods", 503, "apiserver not ready", random.nextInt(4));
      case 4 -> cluster.refuse("PATCH", "/pods", 409, "the object has been modified", 1);
      case 5 -> cluster.refuse("POST", "/pods", 500, "etcdserver: request timed out", 2);
      default -> {
        // a good moment
      }
    }
  }
}
