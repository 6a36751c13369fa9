package io.continuo.it.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.event.ExecutionEvent.AttemptFenced;
import io.continuo.event.ExecutionEvent.AttemptSucceeded;
import io.continuo.event.Recorded;
import io.continuo.it.history.History;
import io.continuo.it.process.Api;
import io.continuo.it.process.SplitInstallation;
import io.continuo.it.process.SplitInstallation.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A runner stands still for longer than its lease, as in a long pause of its machine. */
class SuspendedRunnerIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void ofARunnerThatWakesAfterItsLeaseOneResultCountsAndTheOtherIsRecordedAsFenced()
      throws Exception {
    try (SplitInstallation installation = new SplitInstallation(folder, Service.RUNNER)) {
      Path starts = Files.createFile(folder.resolve("starts"));
      Path hold = Files.createFile(folder.resolve("hold"));
      Path holdEnd = Files.createFile(folder.resolve("hold-end"));
      String waiting = "while [ -e %s ]; do sleep 0.2; done";
      String yaml =
          """
          namespace: lease
          name: slow
          tasks:
            a: { type: process, command: [sh, -c, 'echo started >> %s; %s'] }
            b: { type: process, after: [a], command: [sh, -c, '%s'] }
          """
              .formatted(starts, waiting.formatted(hold), waiting.formatted(holdEnd));
      Api api = installation.api();
      assertThat(api.register("workflows", "lease/slow", yaml).status()).isEqualTo(201);
      String id = api.trigger("lease/slow", "once").json().path("id").asText();
      awaitLines(starts, 1);

      installation.victim().suspend();
      installation.startRunner("r2");
      awaitLines(starts, 2); // lost after 15 s, and given to the other one
      Files.delete(hold);
      Awaitility.await("the second one's result counts")
          .atMost(LONG)
          .until(() -> types(api, id).contains("AttemptSucceeded"));
      installation.victim().wake();
      Awaitility.await("the first one's result is known, too")
          .atMost(LONG)
          .until(() -> types(api, id).contains("AttemptFenced"));
      Files.delete(holdEnd);
      Awaitility.await("all of it ends")
          .atMost(LONG)
          .until(() -> api.status(id).equals("succeeded"));

      History history = History.read(installation.quiet());
      history.assertNumbered();
      var events = history.eventsOf(id);
      assertThat(events)
          .as(() -> history.compact(id))
          .filteredOn(
              recorded ->
                  recorded.event() instanceof AttemptSucceeded won && won.task().equals("a"))
          .hasSize(1);
      assertThat(events)
          .extracting(Recorded::event)
          .filteredOn(AttemptFenced.class::isInstance)
          .isNotEmpty()
          .allSatisfy(event -> assertThat(event.toString()).contains("r1"));
      assertThat(Files.readAllLines(starts)).hasSize(2);
    }
  }

  @Test
  void onWakingItStopsWhatAnotherRunnerHasMeanwhile() throws Exception {
    try (SplitInstallation installation = new SplitInstallation(folder, Service.RUNNER)) {
      Path said = Files.createFile(folder.resolve("said"));
      Path hold = Files.createFile(folder.resolve("hold"));
      String script =
          "trap \"echo stopped >> %1$s; exit 0\" TERM; echo started >> %1$s; while [ -e %2$s ]; do sleep 0.2; done"
              .formatted(said, hold);
      Api api = installation.api();
      String yaml =
          "namespace: lease\nname: held\ntasks: { a: { type: process, command: [sh, -c, '%s'] } }"
              .formatted(script);
      assertThat(api.register("workflows", "lease/held", yaml).status()).isEqualTo(201);
      String id = api.trigger("lease/held", "once").json().path("id").asText();
      awaitLines(said, 1);

      installation.victim().suspend();
      installation.startRunner("r2");
      awaitLines(said, 2);
      installation.victim().wake();
      awaitLines(said, 3);

      assertThat(Files.readAllLines(said)).containsExactly("started", "started", "stopped");
      Files.delete(hold);
      Awaitility.await("the other one's result counts")
          .atMost(LONG)
          .until(() -> api.status(id).equals("succeeded"));
      assertThat(types(api, id)).contains("AttemptFenced");
    }
  }

  private static List<String> types(Api api, String execution) {
    return api.items("/api/v1/executions/" + execution + "/events").stream()
        .map(event -> event.path("type").asText())
        .toList();
  }

  private static void awaitLines(Path file, int count) {
    Awaitility.await(count + " starts")
        .atMost(LONG)
        .until(() -> Files.readAllLines(file).size() == count);
  }
}
