package io.continuo.it.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.it.history.History;
import io.continuo.it.process.Api;
import io.continuo.it.process.Kills;
import io.continuo.it.process.SplitInstallation;
import io.continuo.it.process.SplitInstallation.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A runner with fifty containers dies: while it starts them, while they run, and while they end.
 * {@code -Dcontinuo.kills=100} makes it a long test.
 */
class KilledContainersIT {
  private static final int CONTAINERS = Integer.getInteger("continuo.containers", 50);
  private static final int KILLS = 3;
  private static final Duration BACK = Duration.ofSeconds(45);
  private static final Duration LONG = Duration.ofMinutes(4);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final Set<String> released = new CopyOnWriteArraySet<>();
  private final List<String> executions = new ArrayList<>();

  @Test
  void fiftyContainersOfAKilledRunnerAreTakenUpAgainNoneLostNoneTwiceAtATime() throws Exception {
    Map<String, String> settings = Map.of("LAUNCHERS", "noop,container", "SLOTS", "64");
    try (Daemon daemon = Daemon.open();
        SplitInstallation installation = new SplitInstallation(folder, Service.RUNNER, settings)) {
      Thread releasing = Thread.ofVirtual().start(this::release);
      try {
        register(installation.api());
        Kills kills = new Kills(installation, KILLS);
        kills.run(
            kill -> prepare(kill, installation.api(), daemon),
            _ -> awaitTakenUp(installation.api(), daemon));
        released.addAll(executions);
        for (String execution : executions) {
          Awaitility.await(execution + " ends")
              .atMost(LONG)
              .until(() -> installation.api().status(execution).equals("succeeded"));
        }
        verify(daemon, History.read(installation.quiet()));
      } finally {
        releasing.interrupt();
        executions.forEach(daemon::removeAll);
      }
    }
  }

  private void register(Api api) {
    StringBuilder yaml = new StringBuilder("namespace: kills\nname: fifty\ntasks:\n");
    for (int i = 0; i < CONTAINERS; i++) {
      yaml.append("  c%d: { type: container, image: '%s'".formatted(i, Daemon.IMAGE))
          .append(", command: [/bin/busybox, sh, -c, ")
          .append("'echo here; until [ -e /continuo/go ]; do sleep 1; done; echo gone'] }\n");
    }
    Api.Reply reply = api.register("workflows", "kills/fifty", yaml.toString());
    assertThat(reply.status()).as(reply::body).isEqualTo(201);
  }

  /** Before the first of three kills they start, before the second they run, then they end. */
  private void prepare(int kill, Api api, Daemon daemon) {
    switch (kill % 3) {
      case 1 ->
          executions.add(api.trigger("kills/fifty", "kill-" + kill).json().path("id").asText());
      case 2 ->
          Awaitility.await("all run")
              .atMost(LONG)
              .until(() -> daemon.running(executions.getLast()) == CONTAINERS);
      default -> released.add(executions.getLast());
    }
  }

  /** What runs on the daemon the runner answers for again, as the engine was told. */
  private void awaitTakenUp(Api api, Daemon daemon) {
    Instant ready = Instant.now();
    Awaitility.await("containers are taken up again")
        .atMost(BACK)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                api.get("/api/v1/runners").json().path("items").findValues("running").stream()
                        .mapToLong(running -> running.asLong())
                        .sum()
                    >= executions.stream().mapToLong(daemon::running).sum());
    System.out.println("kills: taken up after " + Duration.between(ready, Instant.now()));
  }

  /** Lets the containers of released executions end, also those that start later. */
  private void release() {
    try {
      while (true) {
        for (String execution : released) {
          try (Stream<Path> workspaces = Files.list(folder.resolve("runner"))) {
            workspaces
                .filter(workspace -> workspace.getFileName().toString().startsWith(execution))
                .map(workspace -> workspace.resolve("contract"))
                .forEach(KilledContainersIT::go);
          } catch (IOException _) {
            // being written or removed just now
          }
        }
        Thread.sleep(200);
      }
    } catch (InterruptedException _) {
      // the test is over
    }
  }

  private static void go(Path contract) {
    try {
      Files.write(contract.resolve("go"), new byte[0]);
    } catch (IOException _) {
      // not there yet, or not any more
    }
  }

  private void verify(Daemon daemon, History history) {
    history.assertNumbered();
    Map<String, Long> winners = history.winners();
    for (String execution : executions) {
      for (int i = 0; i < CONTAINERS; i++) {
        assertThat(winners.get(execution + "/c" + i))
            .as(() -> history.compact(execution))
            .isEqualTo(1);
      }
      assertNeverTwiceAtATime(daemon, execution);
      assertThat(daemon.containers(execution)).isEmpty();
    }
    assertThat(folder.resolve("runner")).isEmptyDirectory();
    System.out.println("kills: " + executions.size() + " x " + CONTAINERS + " containers");
  }

  /** Names are {@code continuo_<execution>_<task>_<number>_<epoch>}. */
  private static void assertNeverTwiceAtATime(Daemon daemon, String execution) {
    Map<String, List<Daemon.Moment>> byTask =
        daemon.moments(execution).stream()
            .collect(Collectors.groupingBy(moment -> moment.container().split("_", -1)[2]));
    byTask.forEach(
        (task, moments) -> {
          Set<String> up = new HashSet<>();
          for (Daemon.Moment moment : moments) {
            if (moment.start()) {
              up.add(moment.container());
            } else {
              up.remove(moment.container());
            }
            assertThat(up).as(() -> task + ": " + moments).hasSizeLessThanOrEqualTo(1);
          }
        });
    assertThat(byTask).hasSize(CONTAINERS);
  }
}
