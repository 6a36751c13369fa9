package io.continuo.runner.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
  private static final SecretReference PASSWORD = SecretReference.parse("finance-db/password");

  @TempDir Path folder;

  @Test
  void aVariableHoldsASecret() {
    var environment =
        new EnvironmentSecrets(
            Map.of("CONTINUO_SECRET_FINANCE_DB_PASSWORD", "hunter2", "FINANCE_DB_USER", "no"));
    assertThat(environment.read(PASSWORD)).contains(bytes("hunter2"));
    assertThat(environment.read(SecretReference.parse("finance-db/user"))).isEmpty();
  }

  @Test
  void aFileHoldsASecret() throws Exception {
    Files.createDirectories(folder.resolve("finance-db/deep"));
    Files.writeString(folder.resolve("finance-db/password"), "hunter2\n");
    Files.writeString(folder.resolve("finance-db/deep/key"), "deep");
    var directory = new DirectorySecrets(folder);

    assertThat(directory.read(PASSWORD)).contains(bytes("hunter2\n"));
    assertThat(directory.read(SecretReference.parse("finance-db/deep/key")))
        .contains(bytes("deep"));
    assertThat(directory.read(SecretReference.parse("finance-db/deep"))).isEmpty();
    assertThat(directory.read(SecretReference.parse("finance-db/none"))).isEmpty();
    assertThat(directory.read(SecretReference.parse("finance-db/password/x"))).isEmpty();
  }

  @Test
  void aLinkStaysBelowTheFolder(@TempDir Path outside) throws Exception {
    Path inside = Files.createDirectories(folder.resolve("..data"));
    Files.writeString(inside.resolve("password"), "hunter2");
    Files.writeString(outside.resolve("shadow"), "secret of others");
    Files.createDirectories(folder.resolve("finance-db"));
    Files.createSymbolicLink(folder.resolve("finance-db/password"), inside.resolve("password"));
    Files.createSymbolicLink(folder.resolve("finance-db/shadow"), outside.resolve("shadow"));
    var directory = new DirectorySecrets(folder);

    assertThat(directory.read(PASSWORD)).contains(bytes("hunter2"));
    assertThatThrownBy(() -> directory.read(SecretReference.parse("finance-db/shadow")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of")
        .hasMessageNotContaining("secret of others");
  }

  @Test
  void aFolderThatIsGoneIsNoMissingSecret() {
    var directory = new DirectorySecrets(folder.resolve("gone"));
    assertThatThrownBy(() -> directory.read(PASSWORD))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gone cannot be read");
  }

  @Test
  void theClusterHoldsASecret() throws Exception {
    Files.writeString(folder.resolve("token"), "first\n");
    HttpServer server = apiServer();
    try {
      var cluster = KubernetesSecrets.of(address(server), "continuo", folder);
      assertThatThrownBy(() -> cluster.read(PASSWORD))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answers 403")
          .hasMessageContaining("let the runner's service account get secrets")
          .hasMessageNotContaining("first");

      Files.writeString(folder.resolve("token"), "token-7\n");
      assertThat(cluster.read(PASSWORD)).contains(bytes("hunter2"));
      assertThat(cluster.read(SecretReference.parse("finance-db/user"))).isEmpty();
      assertThat(cluster.read(SecretReference.parse("finance-db/password/x"))).isEmpty();
      assertThat(cluster.read(SecretReference.parse("finance-no/password"))).isEmpty();
      assertThatThrownBy(() -> cluster.read(SecretReference.parse("finance-bad/password")))
          .isInstanceOf(IOException.class)
          .hasMessage("the API server's answer is no Secret")
          .hasNoCause();

      Files.writeString(folder.resolve("token"), "to\nken");
      assertThatThrownBy(() -> cluster.read(PASSWORD)).hasMessageContaining("holds no token");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aClusterThatIsAwayIsNoMissingSecret() throws Exception {
    Files.writeString(folder.resolve("token"), "token-7");
    HttpServer server = apiServer();
    var cluster = KubernetesSecrets.of(address(server), "continuo", folder);
    server.stop(0);
    assertThatThrownBy(() -> cluster.read(PASSWORD)).isInstanceOf(IOException.class);
  }

  private static HttpServer apiServer() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String data = Base64.getEncoder().encodeToString(bytes("hunter2"));
    Map<String, String> secrets =
        Map.of(
            "/api/v1/namespaces/continuo/secrets/finance-db",
            "{\"kind\": \"Secret\", \"data\": {\"password\": \"" + data + "\"}}",
            "/api/v1/namespaces/continuo/secrets/finance-bad",
            "{\"data\": {\"password\": \"%hunter2\"}}");
    server.createContext(
        "/",
        exchange -> {
          boolean known =
              "Bearer token-7".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          String secret = secrets.get(exchange.getRequestURI().getPath());
          byte[] answer = bytes(secret == null ? "{}" : secret);
          exchange.sendResponseHeaders(!known ? 403 : secret == null ? 404 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
