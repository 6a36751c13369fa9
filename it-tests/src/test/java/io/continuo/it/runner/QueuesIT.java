package io.continuo.it.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.it.process.InThisProcess;
import io.continuo.runner.RunnerConfig;
import io.continuo.runner.TaskRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Work for which there is no room is taken by weight. Everything waits before the runner starts;
 * the tasks themselves write down who was first.
 */
class QueuesIT {
  private static final int TASKS = 60;

  /** While both sides have work. */
  private static final int COUNTED = 50;

  @TempDir private Path folder;

  /** Whose own runner serves another queue. */
  private static InThisProcess continuo() throws Exception {
    return new InThisProcess(
        Map.of("queues", "default"), List.of("default", "big", "small", "shared"));
  }

  private TaskRunner runner(InThisProcess continuo, Map<String, String> more)
      throws InterruptedException {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", continuo.brokers());
    settings.put("schema.registry", continuo.registry());
    settings.put("name", "weighing");
    settings.put("slots", "2");
    settings.put("launchers", "process");
    settings.put("launcher.process.folder", folder.toString());
    settings.put("work.folder", folder.resolve("runner").toString());
    return TaskRunner.start(RunnerConfig.from(settings));
  }

  private String task(String word, String queue) {
    return "{ type: process, queue: %s, command: [sh, -c, 'echo %s >> %s; sleep 0.1'] }"
        .formatted(queue, word, folder.resolve("order"));
  }

  private String tasks(String word, String queue) {
    StringBuilder yaml = new StringBuilder("tasks:\n");
    for (int i = 0; i < TASKS; i++) {
      yaml.append("  t").append(i).append(": ").append(task(word, queue)).append('\n');
    }
    return yaml.toString();
  }

  private List<String> order() {
    try {
      return Files.readAllLines(folder.resolve("order"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void awaitWaiting(InThisProcess continuo, String queue, int tasks) {
    await(
        () ->
            continuo
                .api()
                .get("/metrics")
                .body()
                .contains("continuo_queue_waiting_tasks{queue=\"" + queue + "\"} " + tasks));
  }

  private static void await(Supplier<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition::get);
  }

  /** Counted from when both have begun: a consumer may join its group a second after another. */
  private long share(String word) {
    List<String> order = order();
    String first = order.getFirst();
    return order.stream().dropWhile(first::equals).limit(COUNTED).filter(word::equals).count();
  }

  @Test
  void aQueueOfDoubleWeightIsServedTwiceAsOften() throws Exception {
    try (InThisProcess continuo = continuo()) {
      continuo.register("crews/big", tasks("big", "big"));
      continuo.register("crews/small", tasks("small", "small"));
      String big = continuo.trigger("crews/big", "once");
      String small = continuo.trigger("crews/small", "once");
      awaitWaiting(continuo, "big", TASKS);
      awaitWaiting(continuo, "small", TASKS);
      assertThat(continuo.api().get("/api/v1/executions/" + big + "/why").body())
          .contains("no-runner")
          .contains("big");

      try (TaskRunner _ = runner(continuo, Map.of("queues", "big:2,small:1"))) {
        assertThat(continuo.awaitEnd(big).path("status").asText()).isEqualTo("succeeded");
        assertThat(continuo.awaitEnd(small).path("status").asText()).isEqualTo("succeeded");
      }

      assertThat(share("big")).isBetween(28L, 40L); // 33 of 50, and a look or two
      assertThat(order()).hasSize(2 * TASKS);
    }
  }

  @Test
  void aBackfillGetsTheShareOfItsLaneWhileLiveWorkWaits() throws Exception {
    try (InThisProcess continuo = continuo()) {
      continuo.register("crews/live", tasks("live", "shared"));
      continuo.register(
          "crews/past",
          "partitions: { grain: daily }\ntasks: { t: " + task("past", "shared") + " }");
      String live = continuo.trigger("crews/live", "once");
      String backfill =
          continuo
              .api()
              .post(
                  "/api/v1/namespaces/crews/workflows/past/backfills",
                  "{\"from\":\"2026-01-01\",\"to\":\"2026-03-01\",\"concurrency\":60}")
              .json()
              .path("id")
              .asText();
      awaitWaiting(continuo, "shared", 2 * TASKS);

      Map<String, String> settings =
          Map.of("queues", "shared", "lane.weights", "live:4,backfill:1");
      try (TaskRunner _ = runner(continuo, settings)) {
        assertThat(continuo.awaitEnd(live).path("status").asText()).isEqualTo("succeeded");
        await(
            () ->
                continuo
                    .api()
                    .get("/api/v1/backfills/" + backfill)
                    .json()
                    .path("status")
                    .asText()
                    .equals("succeeded"));
      }

      assertThat(share("past")).isBetween(5L, 17L); // 10 of 50, and a look or two
      assertThat(order()).hasSize(2 * TASKS);
    }
  }
}
