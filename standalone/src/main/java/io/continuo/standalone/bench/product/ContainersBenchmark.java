package io.continuo.standalone.bench.product;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import io.continuo.runner.launch.container.DockerDaemon;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.Definition;
import io.continuo.sdk.RunRequest;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.transport.EventStream;
import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.OtherProcess;
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
 * <p>The product is a {@code dev} process, as users have it. What a container costs the daemon
 * drifts by a tenth within minutes, and mostly upwards: so the two take turns, and take turns in
 * going first.
 */
public final class ContainersBenchmark implements Benchmark {
  private static final String IMAGE = "busybox:local";
  private static final List<Integer> CONCURRENCY = List.of(1, 8, 32);
  private static final int CONTAINERS = 128;

  /** Four are good to about 0.015, and where all cores are busy the product's part is small. */
  private static final int TURNS = 8;

  private static final String EXECUTION = "io.continuo.execution";
  private static final String LAST_EVENT = "ExecutionEnded";
  private static final QualifiedName WORKFLOW = new QualifiedName("bench", "containers");

  /** A runner lives for weeks: tasks of nothing warm up what they share with containers. */
  private static final QualifiedName CHAIN = new QualifiedName("bench", "chain");

  private static final int CHAINS = 100;

  /** The quick compiler, too, takes some hundred containers until it has seen all. */
  private static final int WARM_UPS = 3;

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
    if (!OtherProcess.isMeasurable()) {
      report.say("left out: only Linux tells what another process costs");
      return;
    }
    for (int concurrent : CONCURRENCY) {
      takeTurns(report, concurrent, concurrent == 1 ? CONTAINERS / 2 : CONTAINERS);
    }
  }

  private static void takeTurns(Report report, int concurrent, int containers) throws Exception {
    try (DevProcess dev = DevProcess.start("--runner", "slots=" + concurrent)) {
      ContinuoClient client = ContinuoClient.builder().url(dev.url()).build();
      report.say("warming up");
      warmUp(client, containers);
      bare(concurrent, containers); // the daemon and its client warm up too
      double bare = 0;
      double product = 0;
      double cpu = 0;
      for (int turn = 0; turn < TURNS; turn++) {
        boolean bareFirst = turn % 2 == 0;
        bare += bareFirst ? bare(concurrent, containers) : 0;
        double cpuBefore = dev.cpuSeconds();
        Usage usage = Usage.start();
        runAndAwaitRemoval(client, WORKFLOW);
        product += usage.seconds();
        cpu += dev.cpuSeconds() - cpuBefore;
        bare += bareFirst ? 0 : bare(concurrent, containers);
      }
      String prefix = "containers.c" + concurrent;
      report.add(prefix + ".bare_s", bare);
      report.add(prefix + ".product_s", product);
      report.add(prefix + ".ratio", product / bare);
      report.add(prefix + ".cpu_ms", cpu * 1e3 / containers / TURNS);
    }
  }

  private static void warmUp(ContinuoClient client, int containers) {
    client.workflows().register(CHAIN, Definition.yaml(ChainBenchmark.definition()));
    for (int i = 0; i < CHAINS; i++) {
      run(client, CHAIN);
    }
    client.workflows().register(WORKFLOW, Definition.yaml(definition(containers)));
    for (int i = 0; i < WARM_UPS; i++) {
      run(client, WORKFLOW);
    }
  }

  /** Triggers an execution and waits for its end; its id. */
  private static String run(ContinuoClient client, QualifiedName workflow) {
    String execution = client.executions().run(RunRequest.of(workflow)).execution().id();
    try (EventStream events = client.executions().stream(execution, "")) {
      while (!LAST_EVENT.equals(events.next().orElseThrow().type())) {
        // it goes on
      }
    }
    return execution;
  }

  private static void runAndAwaitRemoval(ContinuoClient client, QualifiedName workflow)
      throws IOException, InterruptedException {
    awaitRemoval(run(client, workflow));
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

  private static String definition(int containers) {
    StringBuilder yaml =
        new StringBuilder(
            "namespace: " + WORKFLOW.namespace() + "\nname: " + WORKFLOW.name() + "\ntasks:\n");
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
