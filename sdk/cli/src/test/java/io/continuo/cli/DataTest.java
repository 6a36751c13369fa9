package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.cli.Cli.Ran;
import io.continuo.sdk.fake.FakeExecution;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** land, limits, and datasets and limits in list, get, describe. */
class DataTest {
  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void landingSaysWhatLandedAndGivesTheAnswerAsData() {
    Ran ran =
        Cli.against(gateway)
            .run(
                "land",
                "raw.fx",
                "2026-11-21",
                "--uri",
                "s3://fx",
                "--id",
                "e1",
                "--source",
                "loader",
                "-o",
                "table");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            DATASET  PARTITION   STATUS  LANDINGS  ID
            raw.fx   2026-11-21  landed  1         e1
            """);
    assertThat(ran.err()).isEqualTo("raw.fx@2026-11-21 has landed\n");
    JsonNode event = Json.parse(gateway.requests("POST", "/landings").get(0).body());
    assertThat(event.path("subject").asText()).isEqualTo("raw.fx@2026-11-21");
    assertThat(event.path("source").asText()).isEqualTo("loader");
    assertThat(event.at("/data/uri").asText()).isEqualTo("s3://fx");

    Ran again =
        Cli.against(gateway)
            .run("land", "raw.fx", "2026-11-21", "--id", "e1", "--source", "loader");
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("nothing changed");
  }

  @Test
  void aDatasetWithoutPartitionsLandsAsAWholeAndBothWaysOfWritingAPartitionDo() {
    assertThat(Cli.against(gateway).run("land", "raw.all", "-o", "name").out())
        .isEqualTo("raw.all\n");
    assertThat(Cli.against(gateway).run("land", "raw.fx@2026-11-21", "-o", "name").out())
        .isEqualTo("raw.fx@2026-11-21\n");
    Ran both = Cli.against(gateway).run("land", "raw.fx@2026-11-21", "2026-11-22");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("leave out '2026-11-22'");
    assertThat(Cli.against(gateway).run("land").exitCode()).isEqualTo(2);
    assertThat(Cli.against(gateway).run("land", "raw.fx", "--id", "").exitCode()).isEqualTo(2);
  }

  @Test
  void datasetsAreListedGotAndDescribed() {
    gateway.datasets().consumed("raw.clicks", "finance/daily");
    Cli.against(gateway).run("land", "raw.fx", "2026-11-20", "--source", "loader");
    Cli.against(gateway).run("land", "raw.fx", "2026-11-21", "--source", "loader");

    assertThat(Cli.against(gateway).run("list", "datasets", "-o", "table").out())
        .isEqualTo(
            """
            DATASET     PRODUCERS  CONSUMERS      PARTITIONS  LAST        LANDED
            raw.clicks  -          finance/daily  0           -           -
            raw.fx      -          -              2           2026-11-21  5m ago
            """);
    assertThat(
            Json.parse(Cli.against(gateway).run("get", "dataset", "raw.fx").out())
                .path("partitions")
                .asInt())
        .isEqualTo(2);
    assertThat(Cli.against(gateway).run("describe", "dataset", "raw.fx", "-o", "table").out())
        .contains("Last:       2026-11-21")
        .containsPattern("(?s)2026-11-21 +5m ago +1 +loader.*2026-11-20");
    String one =
        Cli.against(gateway).run("describe", "dataset", "raw.fx", "--to", "2026-11-20").out();
    assertThat(Json.parse(one).path("newestPartitions")).hasSize(1);
    assertThat(Cli.against(gateway).run("describe", "dataset", "nothing").exitCode()).isEqualTo(3);
  }

  @Test
  void settingALimitKeepsWhatIsNotGiven() {
    Ran made =
        Cli.against(gateway)
            .run(
                "limits",
                "set",
                "fx-api",
                "--permits",
                "3",
                "--backfill-share",
                "0.2",
                "--description",
                "calls",
                "-o",
                "table");
    assertThat(made.out())
        .isEqualTo(
            """
            LIMIT   USED  PERMITS  WAITING  BACKFILLS  DESCRIPTION
            fx-api  0     3        0        20%        calls
            """);
    Cli.against(gateway).run("limits", "set", "fx-api", "--permits", "0");
    assertThat(Json.parse(gateway.requests("PUT", "/limits/fx-api").get(1).body()))
        .isEqualTo(
            Json.parse("{\"permits\": 0, \"backfillShare\": 0.2, \"description\": \"calls\"}"));
    Cli.against(gateway).run("limits", "set", "new", "--permits", "1");
    assertThat(Json.parse(gateway.requests("PUT", "/limits/new").get(0).body()))
        .isEqualTo(Json.parse("{\"permits\": 1, \"backfillShare\": 0.5}"));
    assertThat(Cli.against(gateway).run("limits", "set", "fx-api").exitCode()).isEqualTo(2);
    assertThat(Cli.against(gateway).run("limits").exitCode()).isEqualTo(2);
  }

  @Test
  void aLimitShowsWhoHoldsPermitsAndWhoWaits() {
    gateway.limits().busy("fx-api");
    assertThat(Cli.against(gateway).run("list", "limits", "-o", "name").out())
        .isEqualTo("fx-api\n");
    assertThat(Cli.against(gateway).run("describe", "limit", "fx-api", "-o", "table").out())
        .contains("Used:       1 of 1 permits", "Backfills:  at most 50%")
        .containsPattern("x1 +convert +2 +finance +1 +normal +5m ago")
        .containsPattern("1 +x2 +convert +finance +normal +backfill +1 +5m ago");
    assertThat(Json.parse(Cli.against(gateway).run("get", "limit", "fx-api").out()).path("queue"))
        .hasSize(1);
    assertThat(Cli.against(gateway).run("get", "limit", "nothing").exitCode()).isEqualTo(3);
  }

  @Test
  void anExecutionTellsWhichLandingsStartedItJoinedItOrCameToNothing() {
    FakeExecution execution =
        gateway
            .state()
            .execution("finance", "daily")
            .field(
                "trigger",
                Json.parse(
                    """
                    {"kind": "landing", "startedBy": {"dataset": "fx", "partition": "2026-11-20", "id": "e1"},
                     "joined": [{"dataset": "whole", "id": "e2", "at": "2026-11-21T12:00:00Z"}],
                     "ignored": [{"dataset": "fx", "partition": "2026-11-20", "id": "e3", "reason": "it runs"}]}
                    """));
    assertThat(
            Cli.against(gateway).run("describe", "execution", execution.id(), "-o", "table").out())
        .contains("Trigger:    landing", "Started by: fx@2026-11-20")
        .containsPattern("Landings that joined\\n.*\\n +whole +- +5m ago +e2")
        .containsPattern("Landings ignored\\n.*\\n +fx +2026-11-20 +- +e3 +it runs");
  }
}
