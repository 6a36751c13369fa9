package io.continuo.runner.secret;

import io.continuo.runner.launch.LauncherSettings;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Secrets from the cluster that the runner itself runs in: {@code finance-db/password} is the key
 * {@code password} of the Secret {@code finance-db} in the runner's namespace. Its service account
 * needs {@code get} on {@code secrets} there.
 *
 * @param secrets address of the namespace's secrets
 * @param account folder of the service account: {@code token}, read anew each time because it
 *     changes, and {@code ca.crt}
 */
record KubernetesSecrets(HttpClient client, URI secrets, Path account) implements SecretProvider {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  static KubernetesSecrets of(URI server, String namespace, Path account) {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
    if ("https".equals(server.getScheme())) {
      client.sslContext(trusting(account.resolve("ca.crt")));
    }
    URI secrets = server.resolve("/api/v1/namespaces/" + namespace + "/secrets/");
    return new KubernetesSecrets(client.build(), secrets, account);
  }

  @Override
  public Optional<byte[]> read(SecretReference reference) throws IOException, InterruptedException {
    if (reference.words().size() != 2) {
      return Optional.empty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(secrets.resolve(reference.owner()))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token())
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return switch (answer.statusCode()) {
      case 200 -> value(answer.body(), reference);
      case 404 -> Optional.empty();
      case 401, 403 ->
          throw new IOException(
              "the API server answers %d to %s: let the runner's service account get secrets"
                  .formatted(answer.statusCode(), request.uri()));
      default ->
          throw new IOException(
              "the API server answers %d to %s".formatted(answer.statusCode(), request.uri()));
    };
  }

  private String token() throws IOException {
    Path file = account.resolve("token");
    String token = Files.readString(file).strip();
    if (!token.matches("[!-~]+")) {
      throw new IOException(file + " holds no token");
    }
    return token;
  }

  private static Optional<byte[]> value(String json, SecretReference reference) throws IOException {
    try {
      return ValueJson.readFields(json).values().get("data") instanceof Value.Fields data
              && data.values().get(reference.words().getLast()) instanceof Value.Text(String text)
          ? Optional.of(Base64.getDecoder().decode(text))
          : Optional.empty();
    } catch (UndecodableException | IllegalArgumentException _) {
      // The cause would show what could not be read.
      throw new IOException("the API server's answer is no Secret");
    }
  }

  private static SSLContext trusting(Path certificates) {
    try (InputStream in = Files.newInputStream(certificates)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca-" + count++, one);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the cluster's certificates in " + certificates + " cannot be used: " + e, e);
    }
  }

  /** Makes it. */
  public static final class Factory implements SecretProviderFactory {
    @Override
    public String name() {
      return "kubernetes";
    }

    @Override
    public SecretProvider create(LauncherSettings settings) {
      Path account = settings.text("account").map(Path::of).orElse(ACCOUNT);
      String server = settings.text("server").orElseGet(() -> inCluster(settings));
      try {
        Optional<String> namespace = settings.text("namespace");
        return of(
            URI.create(server),
            namespace.isPresent()
                ? namespace.get()
                : Files.readString(account.resolve("namespace")).strip(),
            account);
      } catch (IOException e) {
        throw settings.wrong(
            "namespace", "is missing, and " + account + " does not tell it: name it");
      }
    }

    private static String inCluster(LauncherSettings settings) {
      String host = System.getenv("KUBERNETES_SERVICE_HOST");
      if (host == null) {
        throw settings.wrong(
            "server", "is missing: outside a cluster, name the address of the API server");
      }
      String port = Objects.requireNonNullElse(System.getenv("KUBERNETES_SERVICE_PORT"), "443");
      return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }
}
