package io.continuo.runner.launch.kubernetes.api;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The requests that this launcher makes, each within the budget. All throw the client's exception;
 * nothing is repeated here.
 */
public final class PodApi implements AutoCloseable {
  private static final int CONNECT_MS = 10_000;
  private static final int REQUEST_MS = 30_000;

  private final KubernetesClient client;
  private final RequestBudget budget;

  public PodApi(KubernetesClient client, RequestBudget budget) {
    this.client = client;
    this.budget = budget;
  }

  /**
   * With the kubeconfig or, within a cluster, the service account of the runner's own pod. Nothing
   * is asked yet.
   */
  public static PodApi connect(Optional<String> context, RequestBudget budget) {
    return new PodApi(client(Config.autoConfigure(context.orElse(null))), budget);
  }

  /** Repeating is ours; the log streams would use up the streams of a shared connection. */
  public static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectLimit(0)
                .withHttp2Disable(true)
                .withConnectionTimeout(CONNECT_MS)
                .withRequestTimeout(REQUEST_MS)
                .build())
        .build();
  }

  /** Where pods go that name no namespace. */
  public String defaultNamespace() {
    String namespace = client.getNamespace();
    return namespace == null ? "default" : namespace;
  }

  /** For objects that are not pods; still within the budget. */
  public KubernetesClient client() {
    turn();
    return client;
  }

  private void turn() {
    try {
      budget.await();
    } catch (InterruptedException e) {
      throw new KubernetesClientException("interrupted", e);
    }
  }

  private PodResource pod(PodKey key) {
    turn();
    return client.pods().inNamespace(key.namespace()).withName(key.name());
  }

  public Pod create(Pod pod) {
    turn();
    return client.pods().inNamespace(pod.getMetadata().getNamespace()).resource(pod).create();
  }

  public Optional<Pod> find(PodKey key) {
    return Optional.ofNullable(pod(key).get());
  }

  public PodList list(String namespace, Map<String, String> labels) {
    turn();
    return client.pods().inNamespace(namespace).withLabels(labels).list();
  }

  /**
   * Changes labels and annotations of a pod that is still as it was seen.
   *
   * @throws KubernetesClientException with code 409 if it is not
   */
  public Pod mark(Pod seen, Map<String, String> labels, Map<String, String> annotations) {
    Map<String, Object> metadata =
        Map.of(
            "resourceVersion",
            seen.getMetadata().getResourceVersion(),
            "labels",
            labels,
            "annotations",
            annotations);
    return pod(PodKey.of(seen))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client.getKubernetesSerialization().asJson(Map.of("metadata", metadata)));
  }

  /**
   * Deletes a pod that is still as it was seen.
   *
   * @param grace rounded up to seconds, at least one: with zero the API server forgets the pod
   *     before its node has ended it, and a second one could run beside it
   * @throws KubernetesClientException with code 409 if it is not
   */
  public void delete(Pod seen, Duration grace) {
    turn();
    var options =
        new DeleteOptionsBuilder()
            .withGracePeriodSeconds(Math.max(1, (grace.toMillis() + 999) / 1000))
            .withNewPreconditions(
                seen.getMetadata().getResourceVersion(), seen.getMetadata().getUid())
            .build();
    client.raw(path(PodKey.of(seen)), "DELETE", options);
  }

  private static String path(PodKey key) {
    return "/api/v1/namespaces/%s/pods/%s".formatted(key.namespace(), key.name());
  }

  /** Tells what happens to pods with these labels from a version of their list on. */
  public Watch watch(
      String namespace, Map<String, String> labels, String version, Watcher<Pod> watcher) {
    turn();
    return client
        .pods()
        .inNamespace(namespace)
        .withLabels(labels)
        .withResourceVersion(version)
        .watch(watcher);
  }

  /**
   * What a container has written, from the beginning of its current log file.
   *
   * @param follow whether the stream goes on until the container ends
   */
  public InputStream log(PodKey key, String container, boolean follow) throws InterruptedException {
    budget.await();
    String uri =
        "%sapi/v1/namespaces/%s/pods/%s/log?container=%s&follow=%s"
            .formatted(client.getMasterUrl(), key.namespace(), key.name(), container, follow);
    HttpRequest request =
        client.getHttpClient().newHttpRequestBuilder().uri(uri).forStreaming().build();
    CompletableFuture<HttpResponse<InputStream>> asked =
        client.getHttpClient().sendAsync(request, InputStream.class);
    try {
      HttpResponse<InputStream> answer = asked.get();
      if (!answer.isSuccessful()) {
        closeQuietly(answer.body());
        throw new KubernetesClientException("no log", answer.code(), null);
      }
      return answer.body();
    } catch (InterruptedException e) {
      var _ = asked.thenAccept(late -> closeQuietly(late.body()));
      throw e;
    } catch (ExecutionException e) {
      throw new KubernetesClientException("no log", e);
    }
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException _) {
      // it is closed, which is all that was asked
    }
  }

  public Secret createSecret(Secret secret) {
    turn();
    return client
        .secrets()
        .inNamespace(secret.getMetadata().getNamespace())
        .resource(secret)
        .create();
  }

  public Optional<Secret> findSecret(PodKey key) {
    turn();
    return Optional.ofNullable(
        client.secrets().inNamespace(key.namespace()).withName(key.name()).get());
  }

  public void deleteSecret(Secret seen) {
    turn();
    client
        .secrets()
        .inNamespace(seen.getMetadata().getNamespace())
        .resource(seen)
        .lockResourceVersion(seen.getMetadata().getResourceVersion())
        .delete();
  }

  /** The warnings that the cluster has noted about a pod, in no order. */
  public List<Event> warnings(PodKey key) {
    turn();
    return client
        .v1()
        .events()
        .inNamespace(key.namespace())
        .withField("involvedObject.name", key.name())
        .withField("type", "Warning")
        .list()
        .getItems();
  }

  @Override
  public void close() {
    client.close();
  }
}
