package io.continuo.it.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.it.process.InThisProcess;
import io.continuo.runner.RunnerConfig;
import io.continuo.runner.TaskRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One runner is drained, the next hands over what it has, and all the while it can be asked why.
 */
class HandOverIT {
  @TempDir private Path folder;

  private TaskRunner runner(InThisProcess continuo, String name) throws InterruptedException {
    return TaskRunner.start(
        RunnerConfig.from(
            Map.of(
                "bootstrap.servers",
                continuo.brokers(),
                "schema.registry",
                continuo.registry(),
                "name",
                name,
                "slots",
                "2",
                "launchers",
                "noop,process",
                "launcher.process.folder",
                folder.toString(),
                "work.folder",
                folder.resolve(name).toString(),
                "shutdown",
                "hand-over")));
  }

  /** Closing twice does no harm, and here the test says when. */
  private static void stop(TaskRunner runner) throws Exception {
    AutoCloseable closeable = runner;
    closeable.close();
  }

  /** The word to drain takes a moment; what was taken before is finished. */
  private static String firstThatNobodyTakes(InThisProcess continuo) {
    for (int i = 0; ; i++) {
      String id = continuo.trigger("crews/handed", "try-" + i);
      String kind =
          Awaitility.await("it is taken or not")
              .atMost(Duration.ofSeconds(30))
              .until(
                  () -> continuo.api().get("/api/v1/executions/" + id + "/why").json(),
                  why -> why.at("/reasons/0/kind").asText().matches("running|no-room"))
              .at("/reasons/0/kind")
              .asText();
      if (kind.equals("no-room")) {
        return id;
      }
    }
  }

  private static JsonNode awaitReason(InThisProcess continuo, String execution, String kind) {
    return Awaitility.await(kind)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> continuo.api().get("/api/v1/executions/" + execution + "/why").json(),
            why -> why.at("/reasons/0/kind").asText().equals(kind));
  }

  @Test
  void whatADrainedRunnerDoesNotTakeTheNextOneDoesAndHandsOnAtNoCharge() throws Exception {
    try (InThisProcess continuo = new InThisProcess()) {
      Awaitility.await("the runner has joined and drains")
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> continuo.api().post("/api/v1/runners/dev/drain", "{\"reason\":\"new kernel\"}"),
              reply -> reply.status() / 100 == 2);
      continuo.register(
          "crews/handed",
          """
          tasks:
            wait:
              type: process
              command: [sh, -c, "while [ ! -e %s/go ]; do sleep 0.1; done"]
              retry: { attempts: 1 }
            then: { type: noop, after: [wait] }
          """
              .formatted(folder));
      String id = firstThatNobodyTakes(continuo);

      JsonNode waits = awaitReason(continuo, id, "no-room");
      assertThat(waits.at("/reasons/0/message").asText()).contains("dev (draining)");
      assertThat(continuo.api().get("/metrics").body())
          .contains("continuo_queue_waiting_tasks{queue=\"default\"} 1")
          .contains("continuo_queue_runners{queue=\"default\"} 0");

      try (TaskRunner first = runner(continuo, "first")) {
        JsonNode runs = awaitReason(continuo, id, "running");
        assertThat(runs.at("/reasons/0/runner").asText()).isEqualTo(first.id().toString());
        try (TaskRunner second = runner(continuo, "second")) {
          stop(first);
          Awaitility.await("the second has it")
              .atMost(Duration.ofSeconds(20))
              .until(() -> second.running() == 1);
          Files.createFile(folder.resolve("go"));
          JsonNode ended = continuo.awaitEnd(id);
          assertThat(ended.path("status").asText()).isEqualTo("succeeded");
        }
      }

      JsonNode attempts =
          continuo.api().get("/api/v1/executions/" + id + "/tasks").json().at("/items/1/attempts");
      assertThat(attempts.findValuesAsText("outcome")).containsExactly("handed-over", "succeeded");
      assertThat(attempts.at("/0/budget").asText()).isEqualTo("none");
      assertThat(attempts.at("/1/epoch").asInt()).isEqualTo(2);
    }
  }
}
