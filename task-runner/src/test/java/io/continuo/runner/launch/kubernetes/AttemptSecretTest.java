package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Secrets;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttemptSecretTest extends ClusterTest {
  private static final Secrets SECRETS =
      new Secrets(
          Map.of("DB_PASSWORD", "hunter22"),
          Map.of("/run/key.pem", "secret key".getBytes(StandardCharsets.UTF_8)));

  private final TaskLaunch task = task().launch();

  private List<Secret> secrets() {
    return cluster.admin().secrets().inNamespace(FakeCluster.NAMESPACE).list().getItems();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void valuesAreInASecretThatBelongsToThePodAndNowhereElse() throws Exception {
    launch("crew-1", task, SECRETS);

    Pod pod = cluster.pod(pod(task)).orElseThrow();
    assertThat(secrets()).hasSize(1);
    Secret secret = secrets().getFirst();
    assertThat(secret.getData())
        .containsOnly(
            Map.entry("env.DB_PASSWORD", base64("hunter22")),
            Map.entry("file.0", base64("secret key")));
    assertThat(secret.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(pod.getMetadata().getUid()));
    assertThat(Serialization.asJson(pod)).doesNotContain("hunter22", base64("hunter22"));
  }

  @Test
  void aTaskWithoutSecretsHasNone() throws Exception {
    launch(task);

    assertThat(secrets()).isEmpty();
  }

  @Test
  void aLaunchThatWasCutOffBeforeTheSecretIsCompletedByTheNext() throws Exception {
    launch("crew-1", task, SECRETS);
    cluster.admin().secrets().inNamespace(FakeCluster.NAMESPACE).delete();

    launch("crew-1", task, SECRETS);
    launch("crew-1", task, SECRETS);

    assertThat(secrets()).hasSize(1);
  }

  @Test
  void whoAdoptsAPodWhoseSecretWasNeverMadeMakesIt() throws Exception {
    launch("crew-1", task, SECRETS);
    kill("crew-1");
    cluster.admin().secrets().inNamespace(FakeCluster.NAMESPACE).delete();

    launch("crew-2", task().launch(epoch(task.attempt(), 2)), SECRETS);

    assertThat(secrets())
        .singleElement()
        .satisfies(
            secret -> assertThat(secret.getMetadata().getName()).isEqualTo(pod(task) + "-e1"));
  }

  @Test
  void theSecretOfAnEarlierPodOfThisNameIsReplaced() throws Exception {
    launch("crew-1", task, SECRETS);
    cluster.admin().pods().inNamespace(FakeCluster.NAMESPACE).withName(pod(task)).delete();

    launch("crew-1", task, SECRETS);

    assertThat(secrets())
        .singleElement()
        .satisfies(
            secret ->
                assertThat(secret.getMetadata().getOwnerReferences().getFirst().getUid())
                    .isEqualTo(cluster.pod(pod(task)).orElseThrow().getMetadata().getUid()));
  }

  @Test
  void aSecretThatCannotBeMadeTakesThePodBack() {
    cluster.refuse("POST", "/secrets", 403, "secrets is forbidden: cannot create resource", 1);

    assertThatThrownBy(() -> launch("crew-1", task, SECRETS))
        .isInstanceOf(LaunchException.class)
        .hasMessageNotContaining("hunter22")
        .extracting(e -> ((LaunchException) e).fault())
        .isEqualTo(Fault.PLATFORM);
    assertThat(cluster.pods()).isEmpty();
  }
}
