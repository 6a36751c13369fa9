package io.continuo.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.continuo.sdk.data.Dataset;
import io.continuo.sdk.data.DatasetPartition;
import io.continuo.sdk.data.Landed;
import io.continuo.sdk.data.Landing;
import io.continuo.sdk.fake.FakeExecution;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.fake.Reply;
import io.continuo.sdk.fake.SeenRequest;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.limit.Limit;
import io.continuo.sdk.limit.LimitSetting;
import io.continuo.sdk.model.LabelRange;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.model.Trigger;
import io.continuo.sdk.problem.ProblemException;
import io.continuo.sdk.time.Backfill;
import io.continuo.sdk.time.BackfillPlan;
import io.continuo.sdk.time.BackfillQuery;
import io.continuo.sdk.time.BackfillRequest;
import io.continuo.sdk.time.Backfills;
import io.continuo.sdk.time.NextSlots;
import io.continuo.sdk.time.Slot;
import io.continuo.sdk.time.SlotQuery;
import io.continuo.sdk.transport.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Landings, datasets, slots, backfills, limits, and pausing more than one workflow. */
class TimeAndDataTest {
  private static final QualifiedName DAILY = QualifiedName.parse("finance/daily");

  private final FakeGateway gateway = new FakeGateway();
  private final ContinuoClient client =
      ContinuoClient.builder()
          .url(gateway.url())
          .retry(new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(4)))
          .build();

  @BeforeEach
  void aWorkflow() {
    gateway.state().workflow("finance", "daily");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aLandingIsACloudEventAndRepeatingItChangesNothing() {
    Landing landing =
        Landing.of("raw.payments")
            .partition("2026-11-21")
            .uri("s3://lake/payments")
            .source("loader")
            .time(Instant.parse("2026-11-21T03:00:00Z"));
    gateway.faults().next("POST", "/landings", Reply.problem(503, "busy", "no leader"));

    Landed first = client.datasets().land(landing);
    Landed again = client.datasets().land(landing);

    assertThat(first.subject()).isEqualTo("raw.payments@2026-11-21");
    assertThat(first.repeated()).isFalse();
    assertThat(again.repeated()).isTrue();
    assertThat(again.landings()).isEqualTo(1);
    SeenRequest sent = gateway.requests("POST", "/landings").get(1);
    assertThat(sent.header("Content-Type")).contains("application/cloudevents+json");
    JsonNode event = Json.parse(sent.body());
    assertThat(event.at("/specversion").asText()).isEqualTo("1.0");
    assertThat(event.at("/type").asText()).isEqualTo("continuo.dataset.landed");
    assertThat(event.at("/subject").asText()).isEqualTo("raw.payments@2026-11-21");
    assertThat(event.at("/time").asText()).isEqualTo("2026-11-21T03:00:00Z");
    assertThat(event.at("/data/uri").asText()).isEqualTo("s3://lake/payments");
  }

  @Test
  void severalLandingsGoTogetherAndNoneIsTakenWhenOneIsRefused() {
    List<Landed> landed =
        client
            .datasets()
            .land(List.of(Landing.of("fx").partition("2026-11-20"), Landing.of("whole")));
    assertThat(landed).extracting(Landed::subject).containsExactly("fx@2026-11-20", "whole");

    assertThatThrownBy(
            () -> client.datasets().land(List.of(Landing.of("new"), Landing.of("fx").id(""))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.errors().get(0).pointer()).isEqualTo("/id"));
    assertThat(client.datasets().list().map(Dataset::name)).containsExactly("fx", "whole");
  }

  @Test
  void datasetsKnowTheirConsumersAndWhatHasLandedNewestFirst() {
    gateway.datasets().consumed("fx", "finance/daily");
    for (int day = 1; day <= 4; day++) {
      client.datasets().land(Landing.of("fx").partition("2026-11-0" + day));
    }
    Dataset fx = client.datasets().get("fx");
    assertThat(fx.consumers()).containsExactly("finance/daily");
    assertThat(fx.partitions()).isEqualTo(4);
    assertThat(fx.lastPartition()).contains("2026-11-04");
    assertThat(
            client
                .datasets()
                .partitions("fx", LabelRange.between("2026-11-02", "2026-11-03"))
                .map(DatasetPartition::partition))
        .containsExactly(Optional.of("2026-11-03"), Optional.of("2026-11-02"));
    assertThatThrownBy(() -> client.datasets().get("nothing")).hasMessageContaining("nothing");
  }

  @Test
  void slotsSayWhatBecameOfThemAndWhatTheyWaitFor() {
    gateway.slots().slot("finance/daily", "2026-11-20", "missed").put("reason", "catch-up: none");
    gateway
        .slots()
        .slot("finance/daily", "2026-11-21", "waiting")
        .withArray("waitingFor")
        .addObject()
        .put("dataset", "clicks")
        .put("needed", 24)
        .put("landed", 23)
        .putArray("missing")
        .add("2026-11-21T23");

    List<Slot> slots =
        client.slots().list(DAILY, SlotQuery.all().status("missed,waiting").pageSize(1)).toList();

    assertThat(slots).extracting(Slot::slot).containsExactly("2026-11-21", "2026-11-20");
    assertThat(slots.get(0).waitingFor())
        .containsExactly(new Slot.Waiting("clicks", 24, 23, List.of("2026-11-21T23")));
    assertThat(slots.get(1).reason()).contains("catch-up: none");
  }

  @Test
  void whatComesNextIsExplained() {
    gateway.slots().next("finance/daily", "2026-11-21", "2026-11-22T01:00:00Z", "at midnight");
    client.workflows().pause(DAILY);
    NextSlots next = client.slots().next(DAILY, 3);
    assertThat(next.paused()).isTrue();
    assertThat(next.items().get(0).explain()).isEqualTo("at midnight");
    assertThat(gateway.requests("GET", "/next").get(0).parameter("count")).contains("3");
  }

  @Test
  void aBackfillIsCreatedOnceHoweverOftenItIsSent() {
    BackfillRequest request =
        BackfillRequest.range(DAILY, "2026-11-01", "2026-11-10")
            .concurrency(3)
            .reverse()
            .downstream()
            .maxSlots(50)
            .skipSucceeded()
            .description("fx fixed")
            .inputs(Map.of("currency", new TextNode("SEK")));
    gateway.faults().next("POST", "/backfills", new Reply.Nothing());

    Backfills.Created first = client.backfills().create(request);
    Backfills.Created again = client.backfills().create(request);

    assertThat(first.created()).isTrue();
    assertThat(again.created()).isFalse();
    assertThat(again.backfill().id()).isEqualTo(first.backfill().id());
    assertThat(first.backfill().progress().total()).isEqualTo(10);
    assertThat(Json.parse(gateway.requests("POST", "/backfills").get(1).body()))
        .isEqualTo(
            Json.parse(
                """
                {"from": "2026-11-01", "to": "2026-11-10", "concurrency": 3, "reverse": true,
                 "downstream": true, "maxSlots": 50, "skipSucceeded": true,
                 "description": "fx fixed", "inputs": {"currency": "SEK"}}
                """));
  }

  @Test
  void aPlanStartsNothing() {
    BackfillPlan plan =
        client.backfills().plan(BackfillRequest.slots(DAILY, List.of("2026-11-01", "2026-11-07")));
    assertThat(plan.total()).isEqualTo(4);
    assertThat(plan.steps().get(1).because())
        .containsExactly(new BackfillPlan.Because("finance/daily", "marts.daily"));
    assertThat(client.backfills().list(BackfillQuery.all())).isEmpty();
  }

  @Test
  void aBackfillIsSteeredUntilItHasEnded() {
    gateway.backfills().running("finance", "daily");
    assertThat(client.backfills().list(BackfillQuery.all().of(DAILY).status("running"))).hasSize(1);
    assertThat(client.backfills().pause("daily").status()).isEqualTo("paused");
    assertThat(client.backfills().resume("daily").status()).isEqualTo("running");
    assertThat(client.backfills().concurrency("daily", 7).concurrency()).isEqualTo(7);
    assertThat(client.backfills().slots("daily").findFirst().orElseThrow().execution())
        .contains("x1");
    assertThat(client.backfills().stop("daily", true).status()).isEqualTo("stopping");
    assertThat(gateway.requests("DELETE", "/backfills").get(0).parameter("cancelRunning"))
        .contains("true");

    gateway.backfills().moved("daily", "stopped", 4, 1);
    Backfill ended = client.backfills().get("daily");
    assertThat(ended.isEnded()).isTrue();
    assertThat(ended.isSuccess()).isFalse();
    assertThat(ended.progress().done()).isEqualTo(5);
    assertThatThrownBy(() -> client.backfills().pause("daily"))
        .isInstanceOfSatisfying(
            ProblemException.class, refusal -> assertThat(refusal.status()).isEqualTo(409));
  }

  @Test
  void aLimitIsSetAsAWholeAndShowsWhoHoldsAndWhoWaits() {
    Limit set =
        client.limits().set("fx-api", LimitSetting.of(3).backfillShare(0.2).description("calls"));
    assertThat(set.permits()).isEqualTo(3);
    gateway.limits().busy("fx-api");
    Limit busy = client.limits().get("fx-api");
    assertThat(busy.backfillShare()).isEqualTo(0.2);
    assertThat(busy.holders().get(0).attempt()).isEqualTo(2);
    assertThat(busy.queue().get(0).position()).isEqualTo(1);
    assertThat(client.limits().list().map(Limit::name)).containsExactly("fx-api");
    assertThat(LimitSetting.like(busy).permits(9))
        .isEqualTo(new LimitSetting(9, 0.2, Optional.of("calls")));
  }

  @Test
  void pausingANamespaceOrEverythingShowsAtTheWorkflow() {
    assertThat(client.namespaces().pause("finance").paused()).isTrue();
    assertThat(client.installation().pause().paused()).isTrue();
    assertThat(client.workflows().get(DAILY).pausedBy())
        .containsExactly("namespace", "installation");
    assertThat(client.workflows().get(DAILY).paused()).isFalse();
    assertThat(client.namespaces().list().map(Namespaces.Namespace::paused)).containsExactly(true);

    client.namespaces().resume("finance");
    client.installation().resume();
    assertThat(client.installation().get().paused()).isFalse();
    assertThat(client.workflows().get(DAILY).pausedBy()).isEmpty();
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
                     "ignored": [{"dataset": "fx", "partition": "2026-11-20", "id": "e3", "reason": "it runs"}],
                     "backfill": "b1"}
                    """));
    Trigger trigger = client.executions().get(execution.id()).trigger();
    assertThat(trigger.startedBy().map(Trigger.LandingEvent::subject)).contains("fx@2026-11-20");
    assertThat(trigger.joined().get(0).subject()).isEqualTo("whole");
    assertThat(trigger.ignored().get(0).reason()).contains("it runs");
    assertThat(trigger.backfill()).contains("b1");
  }
}
