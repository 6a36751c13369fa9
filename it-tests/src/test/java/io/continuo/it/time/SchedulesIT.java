package io.continuo.it.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.it.process.Api;
import io.continuo.it.process.DevInstallation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A clock of two seconds, over a crash and a pause. */
class SchedulesIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String CLOCK = "/api/v1/namespaces/time/workflows/clock";
  private static final String SLOW = "/api/v1/namespaces/time/workflows/slow";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void everySlotIsThereOnceOverACrashAndAPauseAndThoseWithoutRoomSayWhy() throws Exception {
    try (DevInstallation continuo = new DevInstallation(folder)) {
      Api api = continuo.api();
      register(api, "clock", "tasks: { a: { type: noop } }");
      register(
          api,
          "slow",
          "overlap: { policy: skip, max: 1 }\n"
              + "tasks: { a: { type: process, command: [sleep, '3'] } }");
      awaitSlots(api, CLOCK, "succeeded", 2);
      awaitSlots(api, SLOW, "skipped", 1);
      assertNext(api);

      continuo.kill();
      continuo.restart();
      awaitNewer(api, Instant.now());
      assertThat(api.patch(CLOCK, "{\"paused\": true}").status()).isEqualTo(200);
      Instant paused = Instant.now();
      assertThat(api.get(CLOCK + "/next").json().path("paused").asBoolean()).isTrue();
      Awaitility.await("slots pass")
          .atMost(LONG)
          .until(() -> Instant.now().isAfter(paused.plusSeconds(4)));
      assertThat(api.patch(CLOCK, "{\"paused\": false}").status()).isEqualTo(200);
      awaitNewer(api, Instant.now());

      assertWithoutGap(api.items(CLOCK + "/slots?status=succeeded"));
      assertThat(api.items(SLOW + "/slots?status=skipped"))
          .isNotEmpty()
          .allSatisfy(
              slot ->
                  assertThat(slot.path("reason").asText()).contains("1 of at most 1 executions"));
    }
  }

  private static void register(Api api, String name, String rest) {
    String yaml =
        "namespace: time\nname: "
            + name
            + "\ntriggers: [ { schedule: { cron: '*/2 * * * * *', catchUp: latest } } ]\n"
            + rest;
    Api.Reply reply = api.register("workflows", "time/" + name, yaml);
    assertThat(reply.status()).as(reply::body).isEqualTo(201);
  }

  private static void awaitSlots(Api api, String workflow, String status, int count) {
    Awaitility.await(count + " slots " + status)
        .atMost(LONG)
        .until(() -> api.items(workflow + "/slots?status=" + status).size() >= count);
  }

  /** Waits for a slot after that time that has run. */
  private static void awaitNewer(Api api, Instant than) {
    Awaitility.await("a slot after " + than)
        .atMost(LONG)
        .until(
            () ->
                api.items(CLOCK + "/slots?status=succeeded").stream()
                    .anyMatch(slot -> due(slot).isAfter(than)));
  }

  private static Instant due(JsonNode slot) {
    return Instant.parse(slot.path("dueAt").asText());
  }

  private static void assertNext(Api api) {
    JsonNode next = api.get(CLOCK + "/next?count=3").json();
    assertThat(next.path("paused").asBoolean()).isFalse();
    assertThat(next.path("items")).as(next::toString).hasSize(3);
    for (int i = 1; i < 3; i++) {
      assertThat(due(next.path("items").path(i)))
          .isEqualTo(due(next.path("items").path(i - 1)).plusSeconds(2));
    }
  }

  /** Newest first, two seconds from each to the next, each run once. */
  private static void assertWithoutGap(List<JsonNode> slots) {
    for (int i = 0; i < slots.size(); i++) {
      JsonNode slot = slots.get(i);
      assertThat(slot.path("runs").asInt()).as(slot::toString).isEqualTo(1);
      if (i > 0) {
        assertThat(due(slot)).as(slots::toString).isEqualTo(due(slots.get(i - 1)).minusSeconds(2));
      }
    }
  }
}
