package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.cli.Cli.Ran;
import io.continuo.sdk.fake.FakeExecution;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** list, get, describe, events and the formats of their data. */
class LookingTest {
  private final FakeGateway gateway = new FakeGateway();

  @BeforeEach
  void twoWorkflows() {
    gateway.state().workflow("finance", "daily").workflow("music", "charts");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aPersonGetsATableAndAProgramGetsJson() {
    assertThat(
            Cli.against(gateway).onTerminal().with("NO_COLOR", "1").run("list", "workflows").out())
        .isEqualTo(
            """
            WORKFLOW       VERSION  STATE   OWNER  REGISTERED
            finance/daily  1        active  data   1h 5m ago
            music/charts   1        active  data   1h 5m ago
            """);
    assertThat(
            Json.parse(Cli.against(gateway).run("list", "workflows").out())
                .at("/items/1/name")
                .asText())
        .isEqualTo("charts");
  }

  @Test
  void coloursAreForTerminalsOfPeopleWhoWantThem() {
    assertThat(Cli.against(gateway).onTerminal().run("list", "workflows").out())
        .contains("\u001b[32mactive\u001b[0m");
    assertThat(Cli.against(gateway).run("list", "workflows", "-o", "table").out())
        .contains("active")
        .doesNotContain("\u001b");
  }

  @Test
  void namesCanBePassedOnAndYamlIsTheSameDocument() {
    assertThat(Cli.against(gateway).run("list", "workflows", "-o", "name").out())
        .isEqualTo("finance/daily\nmusic/charts\n");
    assertThat(Cli.against(gateway).run("list", "workflows", "-n", "music", "-o", "yaml").out())
        .startsWith("items:\n  - namespace: music\n    name: charts\n    version: 1\n");
  }

  @Test
  void anEmptyListIsStillADocument() {
    assertThat(
            Json.parse(Cli.against(gateway).run("list", "runners").out()).path("items").isEmpty())
        .isTrue();
    assertThat(Cli.against(gateway).run("list", "runners", "-o", "yaml").out())
        .isEqualTo("items: []\n");
    assertThat(Cli.against(gateway).run("list", "runners", "-o", "table").out())
        .startsWith("RUNNER");
  }

  @Test
  void aLongListSaysThatThereIsMoreAndAllGetsEveryPage() {
    gateway.state().pageSize(3);
    for (int i = 0; i < 10; i++) {
      gateway.state().execution("finance", "daily");
    }
    Ran some = Cli.against(gateway).run("list", "executions", "--limit", "4", "-o", "name");
    assertThat(some.out().lines()).hasSize(4);
    assertThat(some.err()).contains("--all");

    Ran all = Cli.against(gateway).run("list", "executions", "--all", "-o", "json");
    assertThat(Json.parse(all.out()).path("items")).hasSize(10);
    assertThat(all.err()).isEmpty();
  }

  @Test
  void executionsAreFilteredByTheServer() {
    gateway.state().execution("finance", "daily").status("failed");
    gateway.state().execution("music", "charts");
    Ran ran =
        Cli.against(gateway)
            .run("list", "executions", "--workflow", "daily", "--status", "failed", "-o", "table");
    assertThat(ran.out().lines()).hasSize(2);
    assertThat(ran.out()).contains("finance/daily", "failed", "3m 20s");
    assertThat(gateway.requests("GET", "/executions").get(0).parameter("namespace"))
        .contains("finance");
  }

  @Test
  void aBareNameIsEnoughWhereOnlyOneNamespaceHasIt() {
    assertThat(Cli.against(gateway).run("get", "workflow", "charts", "-o", "name").out())
        .isEqualTo("music/charts\n");
    gateway.state().workflow("finance", "charts");
    Ran ambiguous = Cli.against(gateway).run("get", "workflow", "charts");
    assertThat(ambiguous.exitCode()).isEqualTo(2);
    assertThat(ambiguous.err()).contains("music/charts", "finance/charts");
    assertThat(
            Cli.against(gateway)
                .run("get", "workflow", "charts", "-n", "finance", "-o", "name")
                .out())
        .isEqualTo("finance/charts\n");
    assertThat(Cli.against(gateway).run("get", "workflow", "nothing").exitCode()).isEqualTo(3);
  }

  @Test
  void getGivesTheWholeDocumentWithWhatThisClientDoesNotKnow() {
    FakeExecution execution =
        gateway.state().execution("finance", "daily").field("mood", Json.parse("\"good\""));
    String out = Cli.against(gateway).run("get", "execution", execution.id()).out();
    assertThat(Json.parse(out).path("mood").asText()).isEqualTo("good");
  }

  @Test
  void describeTellsTheStoryOfAFailedRun() {
    FakeExecution execution =
        gateway
            .state()
            .execution("finance", "daily")
            .task("extract", "running")
            .task("load", "waiting", "extract");
    execution.taskEnded("extract", "failed", 50, "no rows\nlook at the source").status("failed");

    String out =
        Cli.against(gateway).run("describe", "execution", execution.id(), "-o", "table").out();
    assertThat(out)
        .contains("Workflow:   finance/daily version 1")
        .contains("Created:    2026-11-21T12:00:00Z (5m ago)")
        .contains("extract, attempt 1: failed\n  no rows\n  look at the source")
        .containsPattern(
            "extract +container +failed +1 +42s +50 +runner-1 +no rows look at the source");
    String json = Cli.against(gateway).run("describe", "execution", execution.id()).out();
    assertThat(Json.parse(json).at("/tasks/1/name").asText()).isEqualTo("load");
  }

  @Test
  void workflowsTasksAndRunnersAreDescribedToo() {
    gateway.state().execution("finance", "daily");
    gateway.state().runner("runner-1", 8, 3);
    assertThat(Cli.against(gateway).run("describe", "workflow", "daily", "-o", "table").out())
        .contains("Version:    1", "Recent executions", "Definition", "text:");
    assertThat(Cli.against(gateway).run("describe", "runner", "runner-1", "-o", "table").out())
        .contains("Busy:       3 of 8 slots");
    assertThat(Cli.against(gateway).run("list", "runners", "-o", "table").out())
        .contains("3/8", "5m ago");
  }

  @Test
  void eventsAreTheWholeHistoryInOrder() {
    FakeExecution execution =
        gateway.state().execution("finance", "daily").task("extract", "running");
    gateway.state().pageSize(1);
    assertThat(Cli.against(gateway).run("events", execution.id(), "-o", "name").out())
        .isEqualTo("1\n2\n");
    assertThat(Cli.against(gateway).run("events", execution.id(), "-o", "table").out())
        .contains("ExecutionStarted", "extract");
  }

  @Test
  void pausingShowsTheNewState() {
    assertThat(Cli.against(gateway).run("pause", "daily", "-o", "table").out()).contains("paused");
    assertThat(Cli.against(gateway).run("resume", "daily", "-o", "table").out()).contains("active");
  }

  @Test
  void whoamiAndVersionAndCompletion() {
    assertThat(Cli.against(gateway).onTerminal().run("whoami").out())
        .isEqualTo("local (admin) at " + gateway.url() + ", version 0.1.0\n");
    assertThat(Cli.against(gateway).run("version").out()).contains("\"version\" : \"");
    assertThat(Cli.against(gateway).run("completion").out())
        .contains("complete -F", "executions", "idempotency-key");
  }

  @Test
  void whySaysWhatAnExecutionOrASlotWaitsFor() {
    gateway.state().workflow("finance", "daily");
    String id = gateway.state().execution("finance", "daily").id();

    Cli.Ran execution = Cli.against(gateway).run("why", id, "-o", "table");
    assertThat(execution.out())
        .isEqualTo(
            """
            TASK  REASON     MESSAGE
            load  no-runner  no runner serves 'big'
            """);
    assertThat(execution.err())
        .contains("execution " + id + " of finance/daily is running")
        .contains("2 reasons more");

    Cli.Ran slot = Cli.against(gateway).run("why", "daily@2026-11-21");
    assertThat(slot.out()).contains("\"partition\"").contains("raw.clicks@2026-11-21");
    assertThat(slot.err()).contains("finance/daily@2026-11-21 is waiting");
  }

  @Test
  void aRunnerIsDrained() {
    gateway.state().runner("runner-1", 8, 3);

    assertThat(
            Cli.against(gateway)
                .run("runner", "drain", "runner-1", "--reason", "new kernel", "-o", "table")
                .out())
        .contains("draining");
    assertThat(Cli.against(gateway).run("runner", "drain", "nobody").err())
        .contains("runner nobody");
  }
}
