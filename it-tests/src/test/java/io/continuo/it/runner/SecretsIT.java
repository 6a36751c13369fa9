package io.continuo.it.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.continuo.it.process.Api;
import io.continuo.runner.launch.container.DockerDaemon;
import io.continuo.standalone.platform.Platform;
import io.continuo.standalone.platform.PlatformConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Tasks say their secret wherever they can, and then it is looked for everywhere. */
class SecretsIT {
  private static final Duration RUN = Duration.ofMinutes(2);
  private static final String SECRET = "hush/hush & c0rrect+horse=battery~staple";

  /** Said beside the secret each time, to know that looking for something finds it. */
  private static final String OPEN = "open-and-seen-by-all";

  private static final String SAYING =
      """
            printf 'open-and-seen-by-all\\n%s\\n' "$PASSWORD"
            printf '%s\\n' "$PASSWORD" >&2
            printf '%s' "$PASSWORD" | cut -c 1-17 | tr -d '\\n'
            sleep 0.5
            printf '%s' "$PASSWORD" | cut -c 18-
            printf '%s' "$PASSWORD" | base64
            printf 'user:%s' "$PASSWORD" | base64 -w 0
            echo; env | grep PASSWORD; set -x; : "$PASSWORD"
            printf '{"said": "open-and-seen-by-all %s"}' "$PASSWORD" > "$CONTINUO_OUTPUTS"
            test "$(printf %s "$PASSWORD" | wc -c)" -eq 40 || exit 9
      """;

  private static final String TASKS =
      """
      namespace: finance
      name: talkative
      onFailure: finishIndependent
      outputs: { said: "${tasks.says.outputs.said}" }
      tasks:
        says:
          type: process
          outputs: { said: string }
          secrets: [ { env: PASSWORD, from: finance-db/password } ]
          command:
          - sh
          - -c
          - |
            SAYING
        fails:
          type: process
          outputs: { said: integer }
          retry: { attempts: 2 }
          secrets: [ { env: PASSWORD, from: finance-db/password } ]
          command:
          - sh
          - -c
          - |
            SAYING
        asks:
          type: http
          outputs: { said: string }
          secrets: [ { env: PASSWORD, from: finance-db/password } ]
          request:
            method: POST
            url: 'http://127.0.0.1:PORT/?password=${secrets.PASSWORD}'
            headers: { X-Password: '${secrets.PASSWORD}' }
            body: { password: '${secrets.PASSWORD}' }
        asks-nobody:
          type: http
          secrets: [ { env: PASSWORD, from: finance-db/password } ]
          request: { url: 'http://127.0.0.1:1/${secrets.PASSWORD}' }
        forgets:
          type: process
          command: ["true"]
          secrets: [ { env: PASSWORD, from: finance-db/forgotten } ]
        steals:
          type: process
          command: ["true"]
          secrets: [ { env: PASSWORD, from: risk-db/password } ]
      """;

  private static final String CONTAINER =
      """
        contained:
          type: container
          image: busybox:local
          outputs: { said: string }
          secrets: [ { env: PASSWORD, from: finance-db/password }, { file: /run/secrets/key, from: finance-db/password } ]
          command:
          - /bin/busybox
          - sh
          - -c
          - |
            /bin/busybox cat /run/secrets/key
            /bin/busybox printf 'open-and-seen-by-all %s\\n' "$PASSWORD"
            /bin/busybox printf '{"said": "open-and-seen-by-all %s"}' "$PASSWORD" > "$CONTINUO_OUTPUTS"
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final Everywhere everywhere =
      new Everywhere(OPEN, SECRET, "hush/hush", "c0rrect+horse", "c0rrect%2Bhorse");

  @Test
  void noTopicLogAnswerOrFileHoldsASecretHoweverATaskSaysIt() throws Exception {
    Path secrets = Files.createDirectories(folder.resolve("secrets/finance-db"));
    Files.writeString(secrets.resolve("password"), SECRET + "\n");
    Path data = folder.resolve("data");
    PlatformConfig config =
        PlatformConfig.of(data, false, 0)
            .withRunner(
                Map.of(
                    "secrets.providers",
                    "directory",
                    "secrets.directory.path",
                    folder.resolve("secrets").toString()));
    HttpServer server = echo();
    try (Platform platform = Platform.start(config)) {
      Api api = new Api(platform.url());
      String execution = run(api, server.getAddress().getPort());
      assertEnds(api, execution);
      answers(api, execution).forEach(everywhere::look);
      everywhere.lookAtTopics(platform.bootstrapServers());
      Awaitility.await("workspaces are tidied up")
          .atMost(RUN)
          .untilAsserted(() -> assertThat(data.resolve("runner")).isEmptyDirectory());
    } finally {
      server.stop(0);
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        everywhere.look(file.toString(), Files.readAllBytes(file));
      }
    }
    everywhere.verify(List.of("topic continuo.logs", "answer /api", data + "/gateway"));
  }

  private static String run(Api api, int port) throws Exception {
    String tasks = TASKS + (hasContainers() ? CONTAINER : "");
    String yaml = tasks.replace("SAYING", SAYING.strip()).replace("PORT", String.valueOf(port));
    Api.Reply registered = api.register("workflows", "finance/talkative", yaml);
    assertThat(registered.status()).as(registered::body).isEqualTo(201);
    String id = api.trigger("finance/talkative", "once").json().path("id").asText();
    Awaitility.await("the execution ends")
        .atMost(RUN)
        .until(() -> api.get("/api/v1/executions/" + id).json().hasNonNull("endedAt"));
    return id;
  }

  private static boolean hasContainers() throws Exception {
    if (!DockerDaemon.answers(Optional.empty())) {
      return false;
    }
    try (var docker = DockerDaemon.connect(Optional.empty())) {
      return docker.listImagesCmd().exec().stream()
          .anyMatch(image -> List.of(image.getRepoTags()).contains("busybox:local"));
    }
  }

  private static void assertEnds(Api api, String execution) {
    for (JsonNode task : api.items("/api/v1/executions/" + execution + "/tasks")) {
      String name = task.path("name").asText();
      String told = task.toString();
      switch (name) {
        case "says", "contained" ->
            assertThat(task.path("status").asText()).as(told).isEqualTo("succeeded");
        case "fails" -> assertThat(told).contains("failed").contains("not an integer");
        case "forgets" -> assertThat(told).contains("'finance-db/forgotten' does not exist");
        case "steals" -> assertThat(told).contains("is not for namespace 'finance'");
        default -> assertThat(name).isIn("asks", "asks-nobody");
      }
    }
  }

  /** Everything that the API says of it, by address. */
  private static Map<String, byte[]> answers(Api api, String execution) {
    String path = "/api/v1/executions/" + execution;
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/api/v1/executions",
                path,
                path + "/tasks",
                path + "/events",
                "/api/v1/namespaces/finance/workflows/talkative",
                "/api/v1/runners"));
    for (JsonNode task : api.items(path + "/tasks")) {
      for (JsonNode attempt : task.path("attempts")) {
        String log =
            path
                + "/tasks/"
                + task.path("name").asText()
                + "/attempts/"
                + attempt.path("number").asText()
                + "/logs";
        Awaitility.await(log + " is there").atMost(RUN).until(() -> api.get(log).status() == 200);
        paths.add(log);
      }
    }
    Map<String, byte[]> answers = new java.util.LinkedHashMap<>();
    for (String one : paths) {
      Api.Reply reply = api.get(one);
      assertThat(reply.status()).as(one + reply).isEqualTo(200);
      answers.put("answer " + one, reply.body().getBytes(StandardCharsets.UTF_8));
    }
    return answers;
  }

  /** Says what it was told, as services do in their errors. */
  private static HttpServer echo() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String told =
              exchange.getRequestURI().getQuery()
                  + exchange.getRequestHeaders().getFirst("X-Password")
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] answer =
              ("{\"said\": \"" + told.replace("\"", "\\\"") + "\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}
