package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.launch.kubernetes.api.Pace;
import io.continuo.runner.launch.kubernetes.api.PodApi;
import io.continuo.runner.launch.kubernetes.api.RequestBudget;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same against a real API server, with the shipped rights: run it with {@code
 * -Dkube.apiserver=PATH -Detcd=PATH}. Only the watch brings news here.
 */
@EnabledIfSystemProperty(named = "kube.apiserver", matches = ".+")
class RealApiServerTest {
  private static final Path MANIFEST = Path.of("../deploy/kubernetes/runner.yaml");
  private static final Pace WATCH_ONLY =
      new Pace(
          Duration.ofHours(1),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2));
  private static final Secrets SECRETS =
      new Secrets(Map.of("TOKEN", "hunter22"), Map.of("/run/key", new byte[] {1}));

  @TempDir static Path server;
  private static RealApiServer api;
  private static FakeKubelet kubelet;

  @TempDir Path folder;
  private final List<KubernetesLauncher> launchers = new ArrayList<>();
  private final ExecutorService supervision = Executors.newVirtualThreadPerTaskExecutor();
  private final TaskLaunch task = ClusterTest.task().declaringOutputs().launch();

  @BeforeAll
  static void start() throws Exception {
    api =
        new RealApiServer(
            server,
            Path.of(System.getProperty("etcd", "etcd")),
            Path.of(System.getProperty("kube.apiserver")));
    kubelet = new FakeKubelet(api.admin());
    api.makeNamespace(FakeCluster.NAMESPACE, Map.of(), MANIFEST);
    api.makeNamespace(
        "strict", Map.of("pod-security.kubernetes.io/enforce", "restricted"), MANIFEST);
    api.makeNamespace("full", Map.of(), MANIFEST);
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  @AfterEach
  void close() {
    supervision.shutdownNow();
    launchers.forEach(KubernetesLauncher::close);
  }

  private KubernetesLauncher launcher(String runner, String namespace) {
    return launcher(runner, namespace, namespace);
  }

  /**
   * @param more namespaces that tasks may name, whether the runner has rights there or not
   */
  private KubernetesLauncher launcher(String runner, String namespace, String more) {
    var settings =
        KubernetesSettings.of(
            new LauncherSettings("", Map.of("namespace", namespace, "namespaces", more)));
    var client =
        PodApi.client(api.config("system:serviceaccount:" + namespace + ":continuo-runner"));
    var launcher =
        new KubernetesLauncher(
            runner,
            settings,
            new PodApi(client, new RequestBudget(1000, System::nanoTime)),
            WATCH_ONLY);
    launchers.add(launcher);
    return launcher;
  }

  private Running launch(KubernetesLauncher launcher, String runner, TaskLaunch launch)
      throws Exception {
    Workspace workspace = new Workspaces(folder.resolve(runner)).of(launch.attempt());
    workspace.prepare(launch);
    return launcher.launch(launch, workspace, SECRETS);
  }

  private Optional<Pod> pod(String name) {
    return Optional.ofNullable(
        api.admin().pods().inNamespace(FakeCluster.NAMESPACE).withName(name).get());
  }

  @Test
  void aPodsWholeLifeIsSeenByTheWatch() throws Exception {
    KubernetesLauncher crew = launcher("crew-1", FakeCluster.NAMESPACE);
    Running running = launch(crew, "crew-1", task);
    Future<Ending> ending = supervision.submit(running::await);
    String pod = ClusterTest.pod(task);
    api.bind(pod, "node-1");
    kubelet.starts(pod);
    assertThat(crew.present()).contains(task.attempt());

    kubelet.exits(pod, 0, "Completed", "{\"rows\": 3}");

    assertThat(ending.get()).isEqualTo(Ending.exited(0));
    assertThat(new Workspaces(folder.resolve("crew-1")).of(task.attempt()).outputs())
        .hasContent("{\"rows\": 3}");
    running.remove();
    assertThat(pod(pod)).isEmpty();
  }

  @Test
  void anAdoptedPodIsSafeFromItsFormerRunner() throws Exception {
    Running lost = launch(launcher("crew-1", FakeCluster.NAMESPACE), "crew-1", task);
    Future<Ending> before = supervision.submit(lost::await);
    String pod = ClusterTest.pod(task);
    api.bind(pod, "node-1");
    kubelet.starts(pod);

    TaskLaunch later =
        ClusterTest.task().declaringOutputs().launch(ClusterTest.epoch(task.attempt(), 2));
    Running adopted = launch(launcher("crew-2", FakeCluster.NAMESPACE), "crew-2", later);
    lost.stop(Duration.ZERO);
    lost.remove();

    ClusterTest.assertBroken(before.get(), Fault.PLATFORM, "adopted by runner crew-2");
    assertThat(pod(pod).orElseThrow().getMetadata().getDeletionTimestamp()).isNull();
    kubelet.exits(pod, 4);
    assertThat(adopted.await()).isEqualTo(Ending.exited(4));
    adopted.remove();
  }

  @Test
  void aStopWaitsForTheNodesWord() throws Exception {
    Running running = launch(launcher("crew-1", FakeCluster.NAMESPACE), "crew-1", task);
    Future<Ending> ending = supervision.submit(running::await);
    String pod = ClusterTest.pod(task);
    api.bind(pod, "node-1");
    kubelet.starts(pod);

    running.stop(Duration.ofSeconds(7));
    assertThat(pod(pod).orElseThrow().getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(7);
    assertThat(ending.isDone()).isFalse();
    kubelet.exits(pod, 143);
    api.forget(pod);

    ClusterTest.assertKilled(ending.get());
  }

  @Test
  void anEvictionIsToldInTheClustersWords() throws Exception {
    Running running = launch(launcher("crew-1", FakeCluster.NAMESPACE), "crew-1", task);
    Future<Ending> ending = supervision.submit(running::await);
    String pod = ClusterTest.pod(task);
    api.bind(pod, "node-1");
    kubelet.starts(pod);

    api.admin().pods().inNamespace(FakeCluster.NAMESPACE).withName(pod).evict();
    kubelet.exits(pod, 0);

    ClusterTest.assertBroken(ending.get(), Fault.PLATFORM, "EvictionByEvictionAPI", "evicting");
    running.remove();
  }

  @Test
  void aPodThatWasNeverPlacedIsGoneAtOnceWhenStopped() throws Exception {
    Running running = launch(launcher("crew-1", FakeCluster.NAMESPACE), "crew-1", task);

    running.stop(Duration.ofSeconds(30));

    ClusterTest.assertKilled(running.await());
    assertThat(pod(ClusterTest.pod(task))).isEmpty();
  }

  @Test
  void everythingThatATaskCanAskForIsTaken() throws Exception {
    Value kubernetes =
        ValueJson.read(
            """
            {"nodeSelector": {"disk": "ssd"}, "tolerations": [{"key": "gpu", "operator": "Exists"}],
             "volumes": [{"name": "cache", "emptyDir": {}}], "volumeMounts": [{"name": "cache", "mountPath": "/cache"}],
             "labels": {"tier": "high"}, "annotations": {"note": "n"}, "imagePullSecrets": ["hub"]}
            """);
    TaskLaunch much =
        ClusterTest.task()
            .with("kubernetes", kubernetes)
            .with(
                "resources",
                ValueJson.read(
                    "{\"cpu\": \"500m\", \"memory\": \"1Gi\", \"gpu\": 1, \"ephemeralStorage\": \"1G\"}"))
            .with("user", Value.of("1000:1000"))
            .launch();

    Running running = launch(launcher("crew-1", FakeCluster.NAMESPACE), "crew-1", much);

    assertThat(pod(ClusterTest.pod(much))).isPresent();
    running.remove();
    assertThat(pod(ClusterTest.pod(much))).isEmpty();
  }

  @Test
  void whatTheClusterRefusesIsChargedToWhoCanChangeIt() {
    assertRefused("strict", task, Fault.USER, "violates PodSecurity");
    assertRefused(
        FakeCluster.NAMESPACE,
        ClusterTest.task().with("workdir", Value.of("x:y")).with("env", bad()).launch(),
        Fault.USER,
        "the cluster refuses the pod");
    Value elsewhere = new Value.Fields(Map.of("namespace", Value.of("default")));
    assertRefused(
        FakeCluster.NAMESPACE,
        ClusterTest.task().with("kubernetes", elsewhere).launch(),
        Fault.PLATFORM,
        "cannot create resource");
  }

  private static Value bad() {
    return new Value.Fields(Map.of("a=b", Value.of("c")));
  }

  private void assertRefused(String namespace, TaskLaunch launch, Fault fault, String words) {
    assertThat(
            catchThrowable(
                () -> launch(launcher("crew-9", namespace, "default"), "crew-9", launch)))
        .asInstanceOf(InstanceOfAssertFactories.type(LaunchException.class))
        .satisfies(e -> assertThat(e.getMessage()).contains(words))
        .satisfies(e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault));
  }

  @Test
  void aQuotaThatIsUsedUpIsWaitedFor() throws Exception {
    var none = Map.of("pods", new Quantity("0"));
    var quotas = api.admin().resourceQuotas().inNamespace("full");
    var quota =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("team")
            .endMetadata()
            .withNewSpec()
            .withHard(none)
            .endSpec()
            .build();
    quotas.resource(quota).create();
    quotas
        .withName("team")
        .editStatus(
            found ->
                new ResourceQuotaBuilder(found)
                    .withNewStatus()
                    .withHard(none)
                    .withUsed(none)
                    .endStatus()
                    .build());
    await().until(this::launchIsQueued);
  }

  private boolean launchIsQueued() throws Exception {
    TaskLaunch next = ClusterTest.task().launch();
    KubernetesLauncher crew = launcher("crew-1", "full");
    Running running = launch(crew, "crew-1", next);
    boolean queued = running instanceof QueuedPod && crew.present().contains(next.attempt());
    running.stop(Duration.ZERO);
    running.remove();
    return queued;
  }

  @Test
  void theShippedExampleIsTaken() throws Exception {
    try (var yaml = Files.newInputStream(MANIFEST.resolveSibling("example.yaml"))) {
      for (HasMetadata object : api.admin().load(yaml).items()) {
        api.admin()
            .resource(object)
            .inNamespace(FakeCluster.NAMESPACE)
            .fieldValidation(FieldValidateable.Validation.STRICT)
            .create();
        if (object instanceof ConfigMap templates) {
          Files.writeString(
              folder.resolve("default.yaml"), templates.getData().get("default.yaml"));
        }
      }
    }

    Pod template = new PodTemplates(Optional.of(folder)).forTask(task);
    assertThat(template.getSpec().getContainers().getFirst().getName()).isEqualTo("task");
  }

  @Test
  void leasesAreRenewedWithTheShippedRights() {
    launcher("crew-5", FakeCluster.NAMESPACE);
    var leases = api.admin().leases().inNamespace(FakeCluster.NAMESPACE);
    String name = new PodMarks("continuo", "crew-5", FakeCluster.NAMESPACE).leaseName();
    await().until(() -> leases.withName(name).get() != null);
    String first = leases.withName(name).get().getMetadata().getResourceVersion();

    await()
        .until(() -> !leases.withName(name).get().getMetadata().getResourceVersion().equals(first));
  }
}
