package io.continuo.it.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.it.process.Api;
import io.continuo.it.process.Part;
import io.continuo.it.process.SplitInstallation;
import io.continuo.it.process.SplitInstallation.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a runner keeps of containers that have ended; {@code -Dcontinuo.containers=1000} is long.
 */
@EnabledOnOs(OS.LINUX)
class LeftoversIT {
  private static final int CONTAINERS = Integer.getInteger("continuo.containers", 60);
  private static final int WARM_UP = 24;

  private static final int SLOTS = 8;

  /**
   * How many connections to the daemon its client may keep idle: as many as were used at once, and
   * when that will be is chance. In each slot one container is asked about, waited for and has its
   * log followed while the one before it is removed and the next is created; then there are the
   * reconciler, the news of all containers, and a socket of the JVM's own.
   */
  private static final int POOL = 5 * SLOTS + 3;

  /** The news of all containers come on one stream. */
  private static final int STREAMS = 1;

  /** A broker's connection, a class's file, a compiler's thread: not one for each container. */
  private static final int OTHERS = 8;

  private static final Duration LONG = Duration.ofMinutes(15);
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void manyContainersLeaveNoContainerNoThreadNoFileHandleAndNoFileBehind() throws Exception {
    Map<String, String> settings = Map.of("LAUNCHERS", "noop,container", "SLOTS", "" + SLOTS);
    try (Daemon daemon = Daemon.open();
        SplitInstallation installation = new SplitInstallation(folder, Service.RUNNER, settings)) {
      run(installation.api(), "warm", WARM_UP);
      Part runner = installation.victim();
      awaitIdle(installation.api());
      Path work = folder.toRealPath().resolve("runner");
      Handles before = Handles.of(runner, work);

      String execution = run(installation.api(), "many", CONTAINERS);

      awaitIdle(installation.api());
      Awaitility.await("no container is left")
          .atMost(SOON)
          .until(() -> daemon.containers(execution).isEmpty());
      Awaitility.await("no handle and no thread is left")
          .atMost(SOON)
          .untilAsserted(() -> assertNoneMore(before, Handles.of(runner, work)));
      Awaitility.await("no file is left")
          .atMost(SOON)
          .untilAsserted(() -> assertThat(folder.resolve("runner")).isEmptyDirectory());
    }
  }

  private static String run(Api api, String name, int containers) {
    StringBuilder yaml = new StringBuilder("namespace: left\nname: %s\ntasks:\n".formatted(name));
    for (int i = 0; i < containers; i++) {
      yaml.append("  c%d: { type: container, image: '%s'".formatted(i, Daemon.IMAGE))
          .append(", command: [/bin/busybox, echo, done] }\n");
    }
    Api.Reply reply = api.register("workflows", "left/" + name, yaml.toString());
    assertThat(reply.status()).as(reply::body).isEqualTo(201);
    String id = api.trigger("left/" + name, "once").json().path("id").asText();
    Awaitility.await(name + " ends")
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> api.status(id).equals("succeeded"));
    return id;
  }

  /** The runner has tidied up after the last attempt. */
  private static void awaitIdle(Api api) {
    Awaitility.await("nothing runs")
        .atMost(SOON)
        .until(
            () ->
                api.get("/api/v1/runners").json().path("items").findValues("running").stream()
                    .allMatch(running -> running.asLong() == 0));
  }

  private static void assertNoneMore(Handles before, Handles now) {
    assertThat(now.workspace()).as("open files of workspaces").isEmpty();
    assertThat(now.docker()).as("connections to the daemon").isLessThanOrEqualTo(POOL);
    assertThat(now.pipes()).as("pipes").isLessThanOrEqualTo(before.pipes());
    assertThat(now.streams()).as("threads that follow streams").isLessThanOrEqualTo(STREAMS);
    assertThat(now.others()).as("other handles").isLessThanOrEqualTo(before.others() + OTHERS);
    assertThat(now.otherThreads())
        .as("other threads")
        .isLessThanOrEqualTo(before.otherThreads() + OTHERS);
  }
}
