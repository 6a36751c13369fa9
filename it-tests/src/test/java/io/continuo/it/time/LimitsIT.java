package io.continuo.it.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.engine.topology.family.LimitFamily;
import io.continuo.event.LimitEvent;
import io.continuo.event.Recorded;
import io.continuo.it.history.History;
import io.continuo.it.history.Life;
import io.continuo.it.process.Api;
import io.continuo.it.process.InThisProcess;
import io.continuo.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three teams use something of which there is not enough. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final List<String> TEAMS = List.of("team-a", "team-b", "team-c");
  private static final int EACH = 10;
  private static final String LIMIT = "/api/v1/limits/database";

  private final InThisProcess continuo = new InThisProcess();
  private final Api api = continuo.api();

  LimitsIT() throws Exception {}

  @AfterAll
  void stops() {
    continuo.close();
  }

  @Test
  void threeTeamsShareThreePermitsFairlyAndNeverHoldMoreThanThereAre() {
    set(0);
    String tasks =
        "tasks: { query: { type: process, limits: { database: 1 }, command: [sleep, '0.1'] } }";
    TEAMS.forEach(team -> continuo.register(team + "/load", tasks));
    List<String> executions = new ArrayList<>();
    for (String team : TEAMS) {
      for (int i = 0; i < EACH; i++) {
        executions.add(continuo.trigger(team + "/load", "k" + i));
      }
    }
    assertQueued(executions);

    set(3);
    awaitEnded(6);
    set(1);
    awaitEnded(10);
    set(3);
    executions.forEach(
        id -> assertThat(continuo.awaitEnd(id).path("status").asText()).isEqualTo("succeeded"));
    Awaitility.await("all is given back")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(limit().path("used").asInt()).as(limit()::toString).isZero();
              assertThat(limit().path("waiting").asInt()).isZero();
              assertThat(limit().path("holders")).isEmpty();
            });
    assertThat(AtOnce.of(History.read(continuo.brokers()), id -> TEAMS.contains(id.namespace())))
        .isBetween(1, 3);
    assertThat(assertFair(Life.read(continuo.brokers(), new LimitFamily(Topics.DEFAULT))))
        .isEqualTo(TEAMS.size() * EACH);
  }

  /** Everybody who waits sees its place. */
  private void assertQueued(List<String> executions) {
    JsonNode all =
        Awaitility.await("all wait")
            .atMost(SOON)
            .until(this::limit, limit -> limit.path("waiting").asInt() == executions.size());
    assertThat(all.path("used").asInt()).isZero();
    assertThat(all.path("queue"))
        .extracting(place -> place.path("position").asInt())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, executions.size()).boxed().toList());
    assertThat(all.path("queue"))
        .extracting(place -> place.path("execution").asText())
        .containsExactlyInAnyOrderElementsOf(executions);
  }

  private void awaitEnded(int count) {
    Awaitility.await(count + " have ended")
        .atMost(SOON)
        .until(
            () ->
                TEAMS.stream()
                        .mapToInt(
                            team -> continuo.executions(team + "/load", "&status=succeeded").size())
                        .sum()
                    >= count);
  }

  /**
   * Never more permits than there are at the moment; and while all three wait, none of them gets a
   * second before each has one. The number of grants.
   */
  private static int assertFair(Life<?, LimitEvent> limits) {
    Map<String, Integer> held = new HashMap<>();
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, String> teams = new HashMap<>();
    int permits = 0;
    int grants = 0;
    for (Recorded<LimitEvent> recorded : limits.eventsOf("database")) {
      switch (recorded.event()) {
        case LimitEvent.LimitSet e -> permits = e.permits();
        case LimitEvent.PermitsQueued e -> {
          teams.put(e.holder().toString(), e.workflow().namespace());
          waiting.merge(e.workflow().namespace(), 1, Integer::sum);
        }
        case LimitEvent.PermitsGranted e -> {
          String team = e.workflow().namespace();
          boolean allWait = TEAMS.stream().allMatch(t -> waiting.getOrDefault(t, 0) > 0);
          held.merge(team, 1, Integer::sum);
          waiting.merge(team, -1, Integer::sum);
          grants++;
          int all = held.values().stream().mapToInt(Integer::intValue).sum();
          assertThat(all).as(() -> limits.compact("database")).isLessThanOrEqualTo(permits);
          if (allWait) {
            assertThat(held.get(team)).as(() -> limits.compact("database")).isEqualTo(1);
          }
        }
        case LimitEvent.PermitsReleased e ->
            held.merge(teams.get(e.holder().toString()), -1, Integer::sum);
        case LimitEvent.LimitCommandRejected e -> throw new AssertionError(e);
      }
    }
    return grants;
  }

  @Test
  void aLimitThatIsNotThereOrTooSmallIsRefusedAtRegistration() {
    assertThat(api.put("/api/v1/limits/small", "{\"permits\": 2}").status()).isEqualTo(200);
    assertRefused("nowhere: 1", "/tasks/a/limits/nowhere", "nowhere", "limits set");
    assertRefused("small: 3", "/tasks/a/limits/small", "3 permits", "--permits 3");
    assertThat(api.put("/api/v1/limits/small", "{\"permits\": -1}").status()).isEqualTo(422);
  }

  private void assertRefused(String limit, String pointer, String... words) {
    String yaml =
        "namespace: team-a\nname: refused\ntasks: { a: { type: noop, limits: { " + limit + " } } }";
    Api.Reply reply = api.register("workflows", "team-a/refused", yaml);
    assertThat(reply.status()).as(reply::body).isEqualTo(422);
    JsonNode fault = reply.json().path("errors").path(0);
    assertThat(fault.path("pointer").asText()).isEqualTo(pointer);
    assertThat(fault.path("message").asText()).contains(words);
  }

  private void set(int permits) {
    Api.Reply reply = api.put(LIMIT, "{\"permits\": " + permits + "}");
    assertThat(reply.status()).as(reply::body).isEqualTo(200);
  }

  private JsonNode limit() {
    return api.get(LIMIT).json();
  }
}
