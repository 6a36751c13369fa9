package io.continuo.it.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.it.process.Api;
import io.continuo.it.process.Cli;
import io.continuo.it.process.Dist;
import io.continuo.it.process.Examples;
import io.continuo.it.process.InThisProcess;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Somebody puts the jar of a task type into a folder and uses the type. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtensionIT {
  private static final Path EXAMPLE = Dist.project().resolve("examples/launcher-archive");
  private static final String WORKFLOW = "demo/archive-facts";

  @TempDir static Path folder;

  private InThisProcess continuo;
  private String yaml;

  @BeforeAll
  void start() throws Exception {
    Examples.copyTo(folder);
    yaml = Files.readString(EXAMPLE.resolve("archive-facts.yaml"));
    Path extensions = Files.createDirectories(folder.resolve("extensions"));
    jar(EXAMPLE.resolve("target/classes"), extensions.resolve("archive.jar"));
    continuo =
        new InThisProcess(
            Map.of(
                "extensions", extensions.toString(),
                "launcher.acme.archive.folder", folder.toString()));
    await("the runner announces what its extension brings")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> continuo.api().get("/api/v1/runners/dev").json().path("types").toString(),
            types -> types.contains("acme.archive"));
  }

  @AfterAll
  void stop() {
    continuo.close();
  }

  private static void jar(Path classes, Path jar) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = inside.getPath("/" + classes.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  @Test
  void aWrongParameterIsRefusedAtRegistrationWithItsPlaceAndLine() {
    Api.Reply refused =
        continuo.api().register("workflows", WORKFLOW, yaml.replace("facts.zip", "facts.tar"));

    assertThat(refused.status()).as(refused::body).isEqualTo(422);
    JsonNode fault = refused.json().path("errors").path(0);
    assertThat(fault.path("pointer").asText()).isEqualTo("/tasks/pack/to");
    assertThat(fault.path("line").asInt())
        .isEqualTo(
            yaml.lines().toList().indexOf("    to: examples/daily-revenue/out/facts.zip") + 1);
    assertThat(fault.path("message").asText()).contains("[.]zip$");
  }

  @Test
  void theExampleRunsAndItsOutputsAreRight() throws IOException {
    assertThat(register()).isEmpty();

    JsonNode execution = continuo.awaitEnd(continuo.trigger(WORKFLOW, "right"));

    assertThat(execution.path("status").asText())
        .as(() -> continuo.events(execution))
        .isEqualTo("succeeded");
    Path archive = folder.resolve("examples/daily-revenue/out/facts.zip");
    assertThat(execution.path("outputs").path("path").asText()).isEqualTo(archive.toString());
    JsonNode outputs = pack(execution).path("outputs");
    assertThat(outputs.path("files").asInt()).isEqualTo(6);
    assertThat(outputs.path("bytes").asLong()).isEqualTo(Files.size(archive));
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      assertThat(zip.size()).isEqualTo(6);
    }
  }

  @Test
  void aWrongValueThatAnInputBringsFailsTheTaskAndIsNamed() {
    assertThat(register()).isEmpty();
    Api.Reply triggered =
        continuo
            .api()
            .post(
                "/api/v1/namespaces/demo/workflows/archive-facts/executions",
                "{\"inputs\": {\"level\": 12}}");
    assertThat(triggered.status()).as(triggered::body).isEqualTo(201);

    JsonNode execution = continuo.awaitEnd(triggered.json().path("id").asText());

    assertThat(execution.path("status").asText()).isEqualTo("failed");
    JsonNode attempt = pack(execution).path("attempts").path(0);
    assertThat(attempt.path("message").asText()).contains("/level: must have a maximum value of 9");
    assertThat(attempt.path("budget").asText()).isEqualTo("user");
  }

  @Test
  void aTypeThatNobodyBringsIsWarnedOf() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("later.yaml"),
            "namespace: demo\nname: later\ntasks:\n  a:\n    type: acme.later\n");

    Cli.Result registered = new Cli(continuo.api().url()).run("register " + file);

    assertThat(registered.exit()).isZero();
    assertThat(registered.err())
        .contains(file + ":5: warning: /tasks/a/type: ")
        .contains("'acme.later'");
  }

  private List<JsonNode> register() {
    Api.Reply registered = continuo.api().register("workflows", WORKFLOW, yaml);
    assertThat(registered.status()).as(registered::body).isIn(200, 201);
    return registered.json().path("warnings").valueStream().toList();
  }

  private JsonNode pack(JsonNode execution) {
    String path = "/api/v1/executions/" + execution.path("id").asText() + "/tasks";
    return continuo.api().items(path).getFirst();
  }
}
