package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.cli.Cli.Ran;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.fake.Reply;
import io.continuo.sdk.fake.SeenRequest;
import io.continuo.sdk.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** validate and register. */
class DefinitionsTest {
  private static final String DAILY =
      """
      namespace: finance
      name: daily
      owner: { team: data, contact: "#data" }
      tasks:
        extract: { type: noop }
      """;

  private final FakeGateway gateway = new FakeGateway();
  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aValidFileIsValidWithoutAServer() throws IOException {
    Ran ran = new Cli().run("validate", write("daily.yaml", DAILY).toString(), "-o", "table");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("valid", "finance/daily");
  }

  @Test
  void everyProblemIsALineThatEditorsCanJumpTo() throws IOException {
    Path file =
        write("daily.yaml", DAILY + "  load: { type: noop, after: [extrct] }\ncolour: red\n");
    Ran ran = new Cli().run("validate", file.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains(file + ":6: /tasks/load/after/0: ")
        .contains(file + ":7: ")
        .contains("colour");
    assertThat(Json.parse(ran.out()).at("/items/0/problems/0/line").asInt()).isEqualTo(6);
    assertThat(gateway.requests()).isEmpty();
  }

  @Test
  void textThatIsNotYamlIsAProblemWithItsLine() {
    Ran ran = new Cli().stdin("namespace: finance\nname: [daily\n").run("validate", "-");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("(stdin):");
    assertThat(Cli.against(gateway).stdin("a: [b\n").run("register", "-").exitCode()).isEqualTo(2);
  }

  @Test
  void filesThatAreNotThereAreUsageErrors() {
    Ran ran = new Cli().run("validate", "no-such-file.yaml");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("no-such-file.yaml");
    assertThat(new Cli().run("validate", folder.toString()).err())
        .contains("no .yaml, .yml or .json file below");
  }

  @Test
  void aFolderIsRegisteredWithTasksBeforeWorkflowsAndTwiceIsOnce() throws IOException {
    write("a-daily.yaml", DAILY);
    write("b-shared.yaml", "kind: task\nnamespace: shared\nname: convert\ntype: noop\n");
    write("notes.txt", "not a definition");
    Ran first = Cli.against(gateway).run("register", folder.toString(), "-o", "table");
    assertThat(first.exitCode()).isZero();
    assertThat(gateway.requests("PUT", ""))
        .extracting(SeenRequest::path)
        .containsExactly(
            "/api/v1/namespaces/shared/tasks/convert",
            "/api/v1/namespaces/finance/workflows/daily");
    assertThat(first.out()).contains("registered").doesNotContain("unchanged");

    Ran again = Cli.against(gateway).run("register", folder.toString());
    assertThat(Json.parse(again.out()).at("/items/0/created").asBoolean(true)).isFalse();
    assertThat(Json.parse(again.out()).at("/items/1/kind").asText()).isEqualTo("workflow");
  }

  @Test
  void documentsOfOneFileAreSentEachWithTheLinesOfTheFile() throws IOException {
    Path file =
        write(
            "all.yaml",
            "# two workflows\n"
                + DAILY
                + "---\n"
                + DAILY.replace("daily", "weekly")
                + "---\n# end\n");
    Cli.against(gateway).run("register", file.toString());
    assertThat(gateway.requests("PUT", "")).hasSize(2);
    String weekly = gateway.requests("PUT", "weekly").get(0).body();
    assertThat(weekly.lines().toList().indexOf("name: weekly")).isEqualTo(8);
    assertThat(gateway.requests("PUT", "weekly").get(0).header("Content-Type"))
        .contains("application/yaml");
  }

  @Test
  void whatTheServerRefusesIsToldWithFileAndLineAndTheRestIsRegistered() throws IOException {
    write("a.yaml", DAILY);
    write("b.json", "{\"namespace\": \"finance\", \"name\": \"weekly\"}");
    var problem = Reply.problemJson(422, "invalid-definition", "1 problem");
    problem
        .putArray("errors")
        .addObject()
        .put("pointer", "/tasks/extract")
        .put("line", 5)
        .put("message", "unknown image");
    gateway.faults().next("PUT", "/daily", new Reply.Document(422, problem));

    Ran ran = Cli.against(gateway).run("register", folder.toString(), "-o", "name");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(folder.resolve("a.yaml") + ":5: /tasks/extract: unknown image\n");
    assertThat(ran.out()).isEqualTo("finance/weekly\n");
    assertThat(gateway.requests("PUT", "weekly").get(0).header("Content-Type"))
        .contains("application/json");
  }

  @Test
  void whatTheServerCouldNotCheckIsAWarning() throws IOException {
    Path file = write("daily.yaml", DAILY);
    var daily = Json.object().put("namespace", "finance").put("name", "daily").put("version", 1);
    daily
        .putArray("warnings")
        .addObject()
        .put("pointer", "/tasks/extract/type")
        .put("line", 5)
        .put("message", "nobody runs it");
    gateway.faults().next("PUT", "/daily", new Reply.Document(201, daily));

    Ran ran = Cli.against(gateway).run("register", file.toString(), "-o", "name");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEqualTo(file + ":5: warning: /tasks/extract/type: nobody runs it\n");
    assertThat(ran.out()).isEqualTo("finance/daily\n");
  }

  @Test
  void filesOfAProgramFurtherDownAreNoDefinitions() throws IOException {
    write("daily.yaml", DAILY);
    Path program = Files.createDirectories(folder.resolve("extension/src"));
    Files.writeString(program.resolve("schema.json"), "{}");
    assertThat(new Cli().run("validate", folder.toString()).exitCode()).isEqualTo(2);
    Files.writeString(folder.resolve("extension/pom.xml"), "<project/>");
    assertThat(new Cli().run("validate", folder.toString()).exitCode()).isZero();
    assertThat(new Cli().run("validate", folder.resolve("extension").toString()).exitCode())
        .isEqualTo(2);
  }

  @Test
  void aDefinitionWithoutANameIsNotSent() {
    Ran ran = Cli.against(gateway).stdin("tasks: {}\n").run("register", "-");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("needs a namespace and a name");
    assertThat(gateway.requests()).isEmpty();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
