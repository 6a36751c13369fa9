package io.continuo.it.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.it.process.Api;
import io.continuo.it.process.InThisProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes wrong with containers, and what its user is told of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerTroubleIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int FLOOD_MEGABYTES = Integer.getInteger("continuo.flood.megabytes", 64);

  private final AtomicInteger names = new AtomicInteger();
  private final Daemon daemon = Daemon.open();
  private final InThisProcess continuo;

  ContainerTroubleIT() throws Exception {
    continuo = new InThisProcess();
  }

  @AfterAll
  void stop() throws IOException {
    continuo.close();
    daemon.close();
  }

  private String trigger(String task) {
    String workflow = "trouble/t" + names.incrementAndGet();
    continuo.register(workflow, "tasks:\n  only: { type: container, " + task + " }\n");
    return continuo.trigger(workflow, "once");
  }

  private static String image(String script) {
    return "image: '"
        + Daemon.IMAGE
        + "', command: [/bin/busybox, sh, -c, '"
        + script.replace("'", "''")
        + "']";
  }

  /** The first attempt, as it ended. */
  private JsonNode firstAttempt(String execution) {
    String tasks = "/api/v1/executions/" + execution + "/tasks";
    return Awaitility.await("the first attempt ends")
        .atMost(SOON)
        .until(
            () -> continuo.api().items(tasks).getFirst().path("attempts").path(0),
            attempt -> attempt.hasNonNull("endedAt"));
  }

  private void assertFails(String task, String budget, String... words) {
    String execution = trigger(task);
    JsonNode attempt = firstAttempt(execution);
    assertThat(attempt.path("budget").asText()).as(attempt::toString).isEqualTo(budget);
    assertThat(attempt.path("message").asText()).contains(words);
    continuo.api().post("/api/v1/executions/" + execution + "/cancel", "{}");
    continuo.awaitEnd(execution);
    assertNothingLeft(execution);
  }

  private void assertNothingLeft(String execution) {
    Awaitility.await("nothing is left of " + execution)
        .atMost(SOON)
        .until(() -> daemon.containers(execution).isEmpty());
  }

  private String logToItsEnd(String execution) {
    String path = "/api/v1/executions/" + execution + "/tasks/only/attempts/1/logs?follow=true";
    return continuo.api().get(path).body();
  }

  private Api.Reply log(String execution) {
    return continuo.api().get("/api/v1/executions/" + execution + "/tasks/only/attempts/1/logs");
  }

  @Test
  void anImageThatNobodyHasIsThePlatformsAndNamed() {
    assertFails("image: 'localhost:1/no/such:7'", "platform", "localhost:1/no/such:7", "pull");
  }

  @Test
  void aCommandThatIsNotInTheImageIsTheUsersAndNamed() {
    assertFails(
        "image: '" + Daemon.IMAGE + "', command: [/no/such/command]", "user", "/no/such/command");
  }

  @Test
  void outputsOfAHundredMegabytesAreTheUsersAndNotRead() {
    assertFails(
        image("head -c 100000000 /dev/zero > $CONTINUO_OUTPUTS") + ", outputs: { x: string }",
        "user",
        "64 KiB");
  }

  @Test
  void outputsThatAreMissingAreTheUsers() {
    assertFails(image("true") + ", outputs: { x: string }", "user", "CONTINUO_OUTPUTS");
  }

  @Test
  void aFloodOfOutputKeepsItsHeadAndItsTail() {
    String execution =
        trigger(
            image(
                "echo the beginning; head -c "
                    + FLOOD_MEGABYTES
                    + "000000 /dev/zero | tr \"\\\\0\" x; echo; echo the end"));
    assertThat(continuo.awaitEnd(execution).path("status").asText()).isEqualTo("succeeded");
    String log = logToItsEnd(execution);
    assertThat(log.length()).isBetween(10 << 20, (10 << 20) + 1024);
    assertThat(log).startsWith("the beginning\nxxx").endsWith("x\nthe end\n");
    assertThat(log.replaceAll("x+", "x")).contains("left out here");
    assertNothingLeft(execution);
  }

  @Test
  void aContainerThatIgnoresTheSignalIsKilledAfterItsGrace() {
    String execution =
        trigger(image("trap \"\" TERM; echo up; while :; do sleep 1; done") + ", stopGrace: PT1S");
    Awaitility.await("it runs").atMost(SOON).until(() -> log(execution).body().contains("up"));
    continuo.api().post("/api/v1/executions/" + execution + "/cancel", "{}");
    assertThat(continuo.awaitEnd(execution).path("status").asText()).isEqualTo("cancelled");
    assertNothingLeft(execution);
  }

  @Test
  void aCancelDoesNotWaitForARegistryThatNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String execution =
          trigger("image: '127.0.0.1:%d/team/report:1'".formatted(silent.getLocalPort()));
      Awaitility.await("it is pulled")
          .atMost(SOON)
          .until(() -> log(execution).body().contains("pulling"));
      continuo.api().post("/api/v1/executions/" + execution + "/cancel", "{}");
      assertThat(continuo.awaitEnd(execution).path("status").asText()).isEqualTo("cancelled");
      assertNothingLeft(execution);
    }
  }

  @Test
  void aContainerThatSomebodyRemovesIsThePlatforms() {
    String execution = trigger(image("echo up; sleep 600"));
    Awaitility.await("it runs").atMost(SOON).until(() -> log(execution).body().contains("up"));
    daemon.removeAll(execution);
    JsonNode attempt = firstAttempt(execution);
    assertThat(attempt.path("budget").asText()).as(attempt::toString).isEqualTo("platform");
    assertThat(attempt.path("message").asText()).containsAnyOf("removed", "somebody else");
    continuo.api().post("/api/v1/executions/" + execution + "/cancel", "{}");
    continuo.awaitEnd(execution);
    assertNothingLeft(execution);
  }
}
