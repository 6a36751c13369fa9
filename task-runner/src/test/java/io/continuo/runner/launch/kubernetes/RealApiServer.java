package io.continuo.runner.launch.kubernetes;

import static org.awaitility.Awaitility.await;

import io.continuo.runner.launch.kubernetes.api.PodApi;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A kube-apiserver with an etcd of its own, without controllers, scheduler and nodes. */
final class RealApiServer implements AutoCloseable {
  private static final String TOKEN = "for-tests-only";

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final int port = freePort();
  private final KubernetesClient admin;

  RealApiServer(Path folder, Path etcd, Path apiserver) throws IOException {
    this.folder = folder;
    String storage = "http://127.0.0.1:" + freePort();
    String peers = "http://127.0.0.1:" + freePort();
    start(
        List.of(
            etcd.toString(),
            "--data-dir=" + folder.resolve("etcd"),
            "--listen-client-urls=" + storage,
            "--advertise-client-urls=" + storage,
            "--listen-peer-urls=" + peers,
            "--initial-advertise-peer-urls=" + peers,
            "--initial-cluster=default=" + peers));
    KeyPair keys = keys();
    Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,\"system:masters\"\n");
    start(
        List.of(
            apiserver.toString(),
            "--etcd-servers=" + storage,
            "--bind-address=127.0.0.1",
            "--secure-port=" + port,
            "--cert-dir=" + folder.resolve("certificates"),
            "--token-auth-file=" + folder.resolve("tokens.csv"),
            "--authorization-mode=RBAC",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file="
                + pem("sa.pub", "PUBLIC KEY", keys.getPublic().getEncoded()),
            "--service-account-signing-key-file="
                + pem("sa.key", "PRIVATE KEY", keys.getPrivate().getEncoded())));
    admin = PodApi.client(config(""));
    await().atMost(Duration.ofMinutes(2)).until(this::isReady);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private Path pem(String name, String kind, byte[] key) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, base64, kind));
  }

  private void start(List<String> command) throws IOException {
    Path log = folder.resolve(Path.of(command.getFirst()).getFileName() + ".log");
    processes.add(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  private boolean isReady() {
    try {
      return "ok".equals(admin.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  /**
   * @param user whom to be; the administrator if empty
   */
  Config config(String user) {
    ConfigBuilder builder =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://127.0.0.1:" + port + "/")
            .withTrustCerts(true)
            .withOauthToken(TOKEN)
            .withNamespace(FakeCluster.NAMESPACE);
    return user.isEmpty() ? builder.build() : builder.withImpersonateUsername(user).build();
  }

  KubernetesClient admin() {
    return admin;
  }

  /** With the account that a controller would make, and the shipped rights. */
  void makeNamespace(String name, Map<String, String> labels, Path manifest) throws IOException {
    admin
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
    admin
        .serviceAccounts()
        .inNamespace(name)
        .resource(
            new ServiceAccountBuilder().withNewMetadata().withName("default").endMetadata().build())
        .create();
    try (var yaml = Files.newInputStream(manifest)) {
      var objects = admin.load(yaml).items();
      objects.stream()
          .filter(one -> one.getKind().equals("RoleBinding"))
          .map(RoleBinding.class::cast)
          .forEach(one -> one.getSubjects().getFirst().setNamespace(name));
      objects.forEach(one -> admin.resource(one).inNamespace(name).create());
    }
  }

  /** What a scheduler does. */
  void bind(String pod, String node) {
    admin.raw(
        "/api/v1/namespaces/%s/pods/%s/binding".formatted(FakeCluster.NAMESPACE, pod),
        "POST",
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Binding",
            "metadata",
            Map.of("name", pod),
            "target",
            Map.of("apiVersion", "v1", "kind", "Node", "name", node)));
  }

  /** What a kubelet does in the end. */
  void forget(String pod) {
    admin.pods().inNamespace(FakeCluster.NAMESPACE).withName(pod).withGracePeriod(0).delete();
  }

  @Override
  public void close() {
    admin.close();
    for (Process process : processes.reversed()) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
