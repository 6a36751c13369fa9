package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodPlanTest {
  private static final PodMarks MARKS = new PodMarks("continuo", "crew-1", "data");

  private static final KubernetesSettings SETTINGS =
      KubernetesSettings.of(new LauncherSettings("", Map.of("service.accounts", "loader")));

  @TempDir Path folder;

  private static SampleTask task(String spec) {
    Value.Fields fields = ValueJson.readFields(spec);
    return new SampleTask("container", fields, Value.Fields.EMPTY, false, java.util.List.of())
        .with("image", Value.of("shop/report:7"));
  }

  private static Pod plan(TaskLaunch task) throws LaunchException {
    return plan(task, new Pod());
  }

  private static Pod plan(TaskLaunch task, Pod template) throws LaunchException {
    return plan(task, Secrets.NONE, template);
  }

  private static Pod plan(TaskLaunch task, Secrets secrets, Pod template) throws LaunchException {
    return PodPlan.of(task, secrets, new PodPlan.Frame(MARKS, SETTINGS, template, "data")).pod();
  }

  private static Container container(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .filter(one -> one.getName().equals("task"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePodIsNamedForTheAttemptWithoutItsEpoch() {
    TaskLaunch task = task("{}").launch();
    AttemptId attempt = task.attempt();
    AttemptId later = new AttemptId(attempt.execution(), attempt.task(), 1, 9);
    AttemptId retry = new AttemptId(attempt.execution(), attempt.task(), 2, 1);

    assertThat(MARKS.podName(attempt))
        .startsWith("continuo-extract-1-")
        .isEqualTo(MARKS.podName(later))
        .isNotEqualTo(MARKS.podName(retry))
        .isNotEqualTo(new PodMarks("other", "crew-1", "data").podName(attempt))
        .isEqualTo(new PodMarks("continuo", "crew-2", "data").podName(attempt));
  }

  @ParameterizedTest
  @CsvSource({
    "extract",
    "Übersicht/täglich [3]",
    "a_very_long.name_with-everything-in-it_that_goes_on_for_as_long_as_names_may",
    "-.-",
    "load[2026-11-21T00:00:00Z]"
  })
  void everyNameAndLabelIsOneThatKubernetesTakes(String name) throws Exception {
    AttemptId attempt = new AttemptId(task("{}").launch().attempt().execution(), name, 1000, 1);

    Pod pod = plan(task("{}").launch(attempt));

    assertThat(pod.getMetadata().getName()).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    assertThat(pod.getMetadata().getLabels().values())
        .allMatch(label -> label.matches("(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?"));
    assertThat(PodMarks.attempt(pod))
        .isEqualTo(Optional.of(attempt).filter(a -> !name.contains("/")));
  }

  @Test
  void whatTheAuthorWroteArrivesAsItIs() throws Exception {
    Pod pod =
        plan(
            task("""
                    {"command": ["sh", "-c"], "args": ["echo $HOME $(date) $$"], "env": {"A": "$(B)"}, "workdir": "/w"}
                    """)
                .launch());

    assertThat(container(pod).getCommand()).containsExactly("sh", "-c");
    assertThat(container(pod).getArgs()).containsExactly("echo $$HOME $$(date) $$$$");
    assertThat(container(pod).getEnv()).contains(new EnvVar("A", "$$(B)", null));
    assertThat(container(pod).getWorkingDir()).isEqualTo("/w");
    assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
  }

  @Test
  void aTaskFindsItsInputsAndWhereItsOutputsGo() throws Exception {
    Value.Fields inputs = new Value.Fields(Map.of("currency", Value.of("EUR")));
    Pod pod = plan(task("{}").withInputs(inputs).declaringOutputs().launch());

    assertThat(container(pod).getEnv())
        .contains(new EnvVar("CONTINUO_INPUTS", "/continuo/inputs/inputs.json", null))
        .contains(new EnvVar("CONTINUO_OUTPUTS", "/continuo/outputs.json", null));
    assertThat(pod.getMetadata().getAnnotations())
        .containsEntry("continuo.io/inputs", "{\"currency\":\"EUR\"}");
    assertThat(container(pod).getVolumeMounts().getFirst().getMountPath())
        .isEqualTo("/continuo/inputs");
    assertThat(container(pod).getTerminationMessagePath()).isEqualTo("/continuo/outputs.json");
    assertThat(container(pod).getTerminationMessagePolicy()).isEqualTo("File");
    assertThat(container(plan(task("{}").launch())).getTerminationMessagePolicy())
        .isEqualTo("FallbackToLogsOnError");
  }

  @Test
  void inputsThatDoNotFitAreTheUsersFault() {
    Value.Fields inputs = new Value.Fields(Map.of("rows", Value.of("x".repeat(210 << 10))));

    assertThatThrownBy(() -> plan(task("{}").withInputs(inputs).launch()))
        .hasMessageContaining("200 KiB")
        .hasMessageContaining("uri");
  }

  @Test
  void resourcesAreRequestedAndLimited() throws Exception {
    Pod pod =
        plan(
            task("""
                    {"resources": {"cpu": "500m", "memory": "2Gi", "gpu": 1, "ephemeralStorage": "10G"}, "user": "1000:50", "pull": "always", "readOnlyRoot": "true"}
                    """)
                .launch());

    var resources = container(pod).getResources();
    assertThat(resources.getLimits()).isEqualTo(resources.getRequests());
    assertThat(resources.getLimits().toString())
        .contains("cpu=500m", "memory=2Gi", "nvidia.com/gpu=1", "ephemeral-storage=10G");
    assertThat(container(pod).getSecurityContext().getRunAsUser()).isEqualTo(1000);
    assertThat(container(pod).getSecurityContext().getRunAsGroup()).isEqualTo(50);
    assertThat(container(pod).getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container(pod).getImagePullPolicy()).isEqualTo("Always");
  }

  @Test
  void whatOnlyMeansSomethingInAClusterIsLaidOverTheTemplate() throws Exception {
    Files.writeString(
        folder.resolve("default.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {labels: {team: data, tier: low}}
        spec:
          nodeSelector: {pool: batch}
          tolerations: [{key: batch, operator: Exists}]
          containers:
          - {name: proxy, image: proxy}
          - {name: task, image: none, env: [{name: TZ, value: UTC}, {name: A, value: template}], resources: {limits: {memory: 1Gi, cpu: '1'}}}
        """);
    TaskLaunch task =
        task("""
                {"env": {"A": "task"}, "resources": {"memory": "4Gi"}, "kubernetes": {
                  "nodeSelector": {"disk": "ssd"}, "tolerations": [{"key": "gpu", "operator": "Exists"}],
                  "serviceAccount": "loader", "priorityClass": "urgent", "imagePullSecrets": ["hub"],
                  "labels": {"tier": "high"}, "annotations": {"note": "n"},
                  "volumes": [{"name": "cache", "emptyDir": {}}],
                  "volumeMounts": [{"name": "cache", "mountPath": "/cache"}]}}
                """)
            .launch();

    Pod pod = plan(task, new PodTemplates(Optional.of(folder)).forTask(task));

    assertThat(pod.getSpec().getNodeSelector())
        .containsOnly(Map.entry("pool", "batch"), Map.entry("disk", "ssd"));
    assertThat(pod.getSpec().getTolerations()).extracting("key").containsExactly("batch", "gpu");
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("loader");
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isTrue();
    assertThat(pod.getSpec().getPriorityClassName()).isEqualTo("urgent");
    assertThat(pod.getSpec().getImagePullSecrets()).extracting("name").containsExactly("hub");
    assertThat(pod.getSpec().getVolumes()).extracting("name").contains("cache");
    assertThat(pod.getSpec().getContainers())
        .extracting(Container::getName)
        .containsExactly("proxy", "task");
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("team", "data")
        .containsEntry("tier", "high")
        .containsEntry("continuo.io/runner", "crew-1");
    assertThat(pod.getMetadata().getAnnotations()).containsEntry("note", "n");
    assertThat(container(pod).getImage()).isEqualTo("shop/report:7");
    assertThat(container(pod).getEnv())
        .contains(new EnvVar("TZ", "UTC", null), new EnvVar("A", "task", null));
    assertThat(container(pod).getResources().getLimits().toString())
        .contains("memory=4Gi", "cpu=1");
    assertThat(container(pod).getVolumeMounts()).extracting("mountPath").contains("/cache");
  }

  @Test
  void aTasksPodIsNobodyToTheApiUnlessItAsksFor() throws Exception {
    assertThat(plan(task("{}").launch()).getSpec().getAutomountServiceAccountToken()).isFalse();
  }

  @Test
  void theQueuesTemplateCountsBeforeTheNamespacesAndThatBeforeTheDefault() throws Exception {
    TaskLaunch task = task("{}").launch();
    PodTemplates templates = new PodTemplates(Optional.of(folder));
    for (String name : new String[] {"default", "namespace-finance", "queue-default"}) {
      Files.writeString(
          folder.resolve(name + ".yaml"),
          "apiVersion: v1\nkind: Pod\nmetadata: {labels: {from: " + name + "}}");

      assertThat(templates.forTask(task).getMetadata().getLabels()).containsEntry("from", name);
    }
  }

  @Test
  void aTemplateThatIsNoPodIsThePlatformsFaultByItsName() throws Exception {
    PodTemplates templates = new PodTemplates(Optional.of(folder));
    for (String text : new String[] {"kind: Deployment\napiVersion: apps/v1", "{{{", ""}) {
      Files.writeString(folder.resolve("default.yaml"), text);

      assertThatThrownBy(() -> templates.forTask(task("{}").launch()))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("default.yaml");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"pull": "sometimes"} | pull
          {"user": "root"} | user
          {"network": "host"} | network
          {"volumes": [{"source": "/data", "target": "/data"}]} | kubernetes.volumes
          {"resources": {"memory": "lots"}} | resources.memory
          {"resources": {"gpu": "0.5"}} | resources.gpu
          {"resources": {"memroy": "1Gi"}} | resources.memroy
          {"kubernetes": {"nodeSelectr": {}}} | kubernetes.nodeSelectr
          {"kubernetes": {"tolerations": {}}} | kubernetes.tolerations
          {"kubernetes": {"tolerations": ["x"]}} | kubernetes.tolerations
          {"kubernetes": {"serviceAccount": "runner"}} | launcher.kubernetes.service.accounts
          {"kubernetes": {"volumes": [{"name": "v", "hostPath": {"path": "/"}}]}} | hostPath
          {"kubernetes": {"volumes": [{"name": "v", "secret": {"secretName": "x"}}]}} | launcher.kubernetes.volumes
          {"kubernetes": {"labels": {"continuo.io/runner": "x"}}} | continuo.io/runner
          """)
  void whatCannotBeIsTheUsersFaultByItsName(String spec, String name) {
    assertThatThrownBy(() -> plan(task(spec).launch()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(name);
  }

  @Test
  void secretsAreReferredToAndNotWrittenDown() throws Exception {
    Secrets secrets =
        new Secrets(Map.of("DB_PASSWORD", "hunter22"), Map.of("/run/key.pem", new byte[] {1, 2}));
    TaskLaunch task = task("{\"env\": {\"DB_PASSWORD\": \"x\"}, \"user\": 1000}").launch();

    Pod pod = plan(task, secrets, new Pod());

    assertThat(Serialization.asJson(pod)).doesNotContain("hunter22");
    assertThat(container(pod).getEnv())
        .filteredOn(one -> one.getName().equals("DB_PASSWORD"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.getValueFrom().getSecretKeyRef().getName())
                    .isEqualTo(MARKS.podName(task.attempt()) + "-e1"));
    assertThat(container(pod).getVolumeMounts())
        .extracting("mountPath", "subPath")
        .contains(tuple("/run/key.pem", "file.0"));
    assertThat(Serialization.asJson(pod))
        .contains("\"defaultMode\":256")
        .contains("\"fsGroup\":1000");
  }
}
