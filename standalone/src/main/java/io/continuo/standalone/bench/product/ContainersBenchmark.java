package io.continuo.standalone.bench.product;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import io.continuo.runner.launch.container.DockerDaemon;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.Report;
import io.continuo.standalone.bench.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Containers of {@code true}, so many at a time: through the product, and by the bare Docker API
 * (create, start, wait, remove). Needs a daemon and the image {@code busybox:local}.
 *
 * <p>What a container costs the daemon drifts by a tenth within minutes, and mostly upwards: so the
 * two take turns, and take turns in going first.
 */
public final class ContainersBenchmark implements Benchmark {
  private static final String IMAGE = "busybox:local";
  private static final List<Integer> CONCURRENCY = List.of(1, 8, 32);
  private static final int CONTAINERS = 64;
  private static final int TURNS = 6;
  private static final String EXECUTION = "io.continuo.execution";

  /**
   * A runner lives for weeks: what is measured is one that is past its first minutes, in which the
   * compiler takes half of two cores. Tasks of nothing warm up what they share with containers.
   */
  private static final int FIRST_CHAINS = 4_000;

  private static final int FIRST_CONTAINERS = 400;
  private static final int FIRST_SLOTS = 32;

  /** Before each case. */
  private static final int WARM_UP = 32;

  @Override
  public String name() {
    return "containers";
  }

  @Override
  public String description() {
    return CONTAINERS + " containers of 'true' through the product and through the bare Docker API";
  }

  @Override
  public void run(Report report) throws Exception {
    if (!DockerDaemon.answers(Optional.empty())) {
      report.say("skipped: no Docker daemon answers");
      return;
    }
    report.say("warming up");
    warmUp();
    for (int concurrent : CONCURRENCY) {
      takeTurns(report, concurrent, concurrent == 1 ? CONTAINERS / 4 : CONTAINERS);
    }
  }

  private static void warmUp() throws Exception {
    try (ProductRig rig = ProductRig.start(slots(FIRST_SLOTS))) {
      QualifiedName chain = new QualifiedName("bench", "chain");
      rig.register(chain, ChainBenchmark.definition());
      new Load(rig, chain).run(200, FIRST_CHAINS, run -> {});
      QualifiedName warm = new QualifiedName("bench", "containers-first");
      rig.register(warm, definition(warm, FIRST_CONTAINERS));
      runAndAwaitRemoval(rig, warm);
    }
  }

  private static Map<String, String> slots(int slots) {
    return Map.of("slots", Integer.toString(slots));
  }

  private static void takeTurns(Report report, int concurrent, int containers) throws Exception {
    try (ProductRig rig = ProductRig.start(slots(concurrent))) {
      QualifiedName workflow = warm(rig, containers);
      bare(concurrent, concurrent); // the daemon warms up too
      double bare = 0;
      double product = 0;
      double cpu = 0;
      for (int turn = 0; turn < TURNS; turn++) {
        boolean bareFirst = turn % 2 == 0;
        bare += bareFirst ? bare(concurrent, containers) : 0;
        Usage usage = Usage.start();
        runAndAwaitRemoval(rig, workflow);
        product += usage.seconds();
        cpu += usage.cpuMicros();
        bare += bareFirst ? 0 : bare(concurrent, containers);
      }
      String prefix = "containers.c" + concurrent;
      report.add(prefix + ".bare_s", bare);
      report.add(prefix + ".product_s", product);
      report.add(prefix + ".ratio", product / bare);
      report.add(prefix + ".cpu_ms", cpu / 1e3 / containers / TURNS);
    }
  }

  private static void runAndAwaitRemoval(ProductRig rig, QualifiedName workflow) throws Exception {
    String execution = rig.trigger(workflow);
    rig.ends().of(execution).get();
    awaitRemoval(execution);
  }

  /** The bare API's time has the removal in it, too. */
  private static void awaitRemoval(String execution) throws IOException, InterruptedException {
    try (DockerClient docker = DockerDaemon.connect(Optional.empty())) {
      var left =
          docker
              .listContainersCmd()
              .withShowAll(true)
              .withLabelFilter(Map.of(EXECUTION, execution));
      while (!left.exec().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private static QualifiedName warm(ProductRig rig, int containers) throws Exception {
    QualifiedName warm = new QualifiedName("bench", "containers-warm");
    rig.register(warm, definition(warm, WARM_UP));
    runAndAwaitRemoval(rig, warm);
    QualifiedName workflow = new QualifiedName("bench", "containers");
    rig.register(workflow, definition(workflow, containers));
    return workflow;
  }

  private static String definition(QualifiedName name, int containers) {
    StringBuilder yaml =
        new StringBuilder(
            "namespace: " + name.namespace() + "\nname: " + name.name() + "\ntasks:\n");
    for (int i = 0; i < containers; i++) {
      yaml.append("  c").append(i).append(": { type: container, image: \"").append(IMAGE);
      yaml.append("\", command: [/bin/busybox, \"true\"] }\n");
    }
    return yaml.toString();
  }

  private static double bare(int concurrent, int containers) throws Exception {
    try (DockerClient docker = DockerDaemon.connect(Optional.empty());
        ExecutorService threads = Executors.newFixedThreadPool(concurrent)) {
      Usage usage = Usage.start();
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < containers; i++) {
        all.add(threads.submit(() -> one(docker)));
      }
      for (Future<?> container : all) {
        container.get();
      }
      return usage.seconds();
    }
  }

  private static void one(DockerClient docker) {
    String id = docker.createContainerCmd(IMAGE).withCmd("/bin/busybox", "true").exec().getId();
    docker.startContainerCmd(id).exec();
    int code =
        docker.waitContainerCmd(id).exec(new WaitContainerResultCallback()).awaitStatusCode();
    docker.removeContainerCmd(id).exec();
    if (code != 0) {
      throw new IllegalStateException("container " + id + " ended with " + code);
    }
  }
}
