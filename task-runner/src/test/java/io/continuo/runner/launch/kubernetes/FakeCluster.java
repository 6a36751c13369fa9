package io.continuo.runner.launch.kubernetes;

import io.continuo.runner.launch.kubernetes.api.Pace;
import io.continuo.runner.launch.kubernetes.api.PodApi;
import io.continuo.runner.launch.kubernetes.api.RequestBudget;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A Kubernetes API server as far as the launcher needs one: the client's own mock server for
 * objects and watches, and over it what that one leaves out: preconditions and grace periods of
 * deletes, logs, and trouble on demand.
 */
final class FakeCluster extends Dispatcher implements AutoCloseable {
  static final String NAMESPACE = "data";
  private static final String ADMIN = "admin";

  /** Everything a hundred times as fast as usual. */
  static final Pace HASTY =
      new Pace(
          Duration.ofMillis(500),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          Duration.ofMillis(10),
          Duration.ofMillis(200),
          Duration.ofMillis(800),
          Duration.ofMillis(300));

  private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
  private final KubernetesMockServer server =
      new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), this, false);
  private final Map<String, byte[]> logs = new ConcurrentHashMap<>();
  private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final UnreliableWatch watches = new UnreliableWatch();
  private volatile boolean nodesAreSlow;
  private final KubernetesClient admin;

  /**
   * @param times how often it strikes
   */
  private record Trouble(Predicate<RecordedRequest> on, MockResponse answer, AtomicInteger times) {}

  FakeCluster() {
    server.init();
    admin = PodApi.client(new ConfigBuilder(config()).withUserAgent(ADMIN).build());
  }

  private Config config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("http://localhost:" + server.getPort() + "/")
        .withNamespace(NAMESPACE)
        .build();
  }

  /** A launcher of a runner, as after its start. */
  KubernetesLauncher launcher(String runner, KubernetesSettings settings) {
    return launcher(runner, settings, HASTY);
  }

  KubernetesLauncher launcher(String runner, KubernetesSettings settings, Pace pace) {
    return new KubernetesLauncher(runner, settings, api(), pace);
  }

  PodApi api() {
    return new PodApi(PodApi.client(config()), new RequestBudget(10_000, System::nanoTime));
  }

  /** An operator's or a kubelet's way in, which no trouble concerns. */
  KubernetesClient admin() {
    return admin;
  }

  UnreliableWatch watches() {
    return watches;
  }

  Optional<Pod> pod(String name) {
    return Optional.ofNullable(admin.pods().inNamespace(NAMESPACE).withName(name).get());
  }

  List<Pod> pods() {
    return admin.pods().inNamespace(NAMESPACE).list().getItems();
  }

  void writeLog(String pod, String text) {
    logs.put(pod, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What an eviction does. */
  void deleteGently(String pod) {
    admin.pods().inNamespace(NAMESPACE).withName(pod).withGracePeriod(30).delete();
  }

  /** From now on, a deleted pod stays until {@link FakeKubelet} has ended it. */
  void nodesTakeTheirTime() {
    nodesAreSlow = true;
  }

  /** Requests of this method whose path holds this are refused so many times. */
  void refuse(String method, String path, int code, String message, int times) {
    var status = new StatusBuilder().withCode(code).withMessage(message).build();
    var answer = new MockResponse().setResponseCode(code).setBody(Serialization.asJson(status));
    troubles.add(
        new Trouble(
            request -> request.getMethod().equals(method) && request.getPath().contains(path),
            answer,
            new AtomicInteger(times)));
  }

  void recover() {
    troubles.clear();
  }

  long requests(String method, String path) {
    return requests.stream()
        .filter(one -> one.getMethod().equals(method) && one.getPath().contains(path))
        .count();
  }

  /** What launchers have asked for, as {@code GET /api/v1/...}. */
  List<String> requests() {
    return requests.stream().map(one -> one.getMethod() + " " + one.getPath()).toList();
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    boolean launchers = !ADMIN.equals(request.getHeader("User-Agent"));
    if (launchers) {
      requests.add(request);
    }
    for (Trouble trouble : troubles) {
      if (launchers && trouble.on().test(request) && trouble.times().getAndDecrement() > 0) {
        return trouble.answer();
      }
    }
    String path = request.getPath();
    if (path.contains("/log?")) {
      return log(path.replaceAll(".*/pods/([^/]+)/log.*", "$1"));
    }
    if (path.contains("watch=true")) {
      return watches.through(objects.dispatch(request));
    }
    if (request.getMethod().equals("DELETE") && path.contains("/pods/")) {
      return delete(path.replaceAll(".*/pods/([^/?]+).*", "$1"), request);
    }
    return objects.dispatch(request);
  }

  private MockResponse log(String pod) {
    byte[] log = logs.get(pod);
    return log == null
        ? new MockResponse().setResponseCode(400).setBody("{}")
        : new MockResponse().setResponseCode(200).setBody(log);
  }

  private MockResponse delete(String name, RecordedRequest request) {
    DeleteOptions options =
        Serialization.unmarshal(request.getBody().readUtf8(), DeleteOptions.class);
    String path = "/api/v1/namespaces/" + NAMESPACE + "/pods/" + name;
    Buffer found = objects.handleGet(path).getBody();
    if (found == null) { // somebody else was faster
      return new MockResponse().setResponseCode(404);
    }
    Pod pod = Serialization.unmarshal(found.readUtf8(), Pod.class);
    var preconditions = options == null ? null : options.getPreconditions();
    if (preconditions != null
        && preconditions.getResourceVersion() != null
        && !preconditions.getResourceVersion().equals(pod.getMetadata().getResourceVersion())) {
      return new MockResponse().setResponseCode(409);
    }
    if (!nodesAreSlow || FakeKubelet.hasEnded(pod) || options == null) {
      return objects.handleDelete(path);
    }
    pod.getMetadata().setDeletionTimestamp("2026-11-26T12:00:00Z");
    pod.getMetadata().setDeletionGracePeriodSeconds(options.getGracePeriodSeconds());
    // A finalizer is how the mock server is kept from removing a pod that is marked for deletion.
    pod.getMetadata().setFinalizers(new ArrayList<>(List.of("fake/kubelet")));
    return put(path, pod);
  }

  private MockResponse put(String path, Pod pod) {
    Buffer body = new Buffer();
    body.writeUtf8(Serialization.asJson(pod));
    return objects.dispatch(
        new RecordedRequest("HTTP/1.1", HttpMethod.PUT, path, Headers.builder().build(), body));
  }

  @Override
  public void close() {
    admin.close();
    server.destroy();
  }
}
