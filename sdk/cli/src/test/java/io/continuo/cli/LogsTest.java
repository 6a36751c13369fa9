package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.cli.Cli.Ran;
import io.continuo.sdk.fake.FakeExecution;
import io.continuo.sdk.fake.FakeGateway;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsTest {
  private final FakeGateway gateway = new FakeGateway();
  private final FakeExecution execution =
      gateway
          .state()
          .execution("finance", "daily")
          .task("extract", "running")
          .task("load", "running", "extract")
          .log("extract", 1, "one\ntwo")
          .log("load", 1, "three\n");

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void theLogOfOneTaskIsItsBytes() {
    assertThat(Cli.against(gateway).run("logs", execution.id(), "extract").out())
        .isEqualTo("one\ntwo");
  }

  @Test
  void theLogsOfAllTasksHaveTheirNamesBeforeEachLine() {
    assertThat(Cli.against(gateway).run("logs", execution.id()).out())
        .isEqualTo("extract | one\nextract | two\nload    | three\n");
  }

  @Test
  void theNewestAttemptIsMeantUnlessAnotherIsNamed() {
    execution
        .taskEnded("extract", "failed", 1, "")
        .task("extract", "running")
        .log("extract", 2, "again\n");
    assertThat(Cli.against(gateway).run("logs", execution.id(), "extract").out())
        .isEqualTo("again\n");
    assertThat(Cli.against(gateway).run("logs", execution.id(), "extract", "--attempt", "1").out())
        .isEqualTo("one\ntwo");
    Ran missing = Cli.against(gateway).run("logs", execution.id(), "extract", "--attempt", "3");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).contains("has 2 attempts, not 3");
  }

  @Test
  void followingGoesOnOverADropUntilTheTaskHasEnded() {
    gateway.faults().dropLogAfter(5);
    CompletableFuture<Ran> following =
        CompletableFuture.supplyAsync(
            () -> Cli.against(gateway).run("logs", execution.id(), "extract", "-f"));
    Awaitility.await().until(() -> gateway.requests("GET", "/logs").size() >= 2);
    execution
        .log("extract", 1, "\nlast\n")
        .task("extract", "succeeded")
        .task("load", "succeeded")
        .status("succeeded");

    Ran ran = following.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEqualTo("one\ntwo\nlast\n");
  }

  @Test
  void followingAllTasksEndsWithTheLastOfThem() {
    execution.task("extract", "succeeded").task("load", "succeeded").status("succeeded");
    assertThat(Cli.against(gateway).run("logs", "-f", execution.id()).out().lines())
        .containsExactlyInAnyOrder("extract | one", "extract | two", "load    | three");
  }

  @Test
  void aTaskThatIsNotThereIsThreeAndOneThatWaitsIsNoError() {
    Ran missing = Cli.against(gateway).run("logs", execution.id(), "transform");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).contains("no task 'transform'");

    execution.task("publish", "waiting", "load");
    Ran waiting = Cli.against(gateway).run("logs", execution.id(), "publish");
    assertThat(waiting.exitCode()).isZero();
    assertThat(waiting.err()).contains("-f waits for it");
  }

  @Test
  void oneStreamIsPrintedAlone() {
    execution.log("extract", 1, "stderr", "wrong\n").log("extract", 1, "stdout", "three\n");

    assertThat(Cli.against(gateway).run("logs", execution.id(), "extract", "--stream", "stderr"))
        .extracting(Ran::out)
        .isEqualTo("wrong\n");
    Ran both = Cli.against(gateway).run("logs", execution.id(), "extract", "--stream", "both");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("stdout or stderr, not 'both'");
  }

  @Test
  void oneStreamIsFollowedToItsEnd() {
    execution.log("extract", 1, "stderr", "wrong\n");
    CompletableFuture<Ran> following =
        CompletableFuture.supplyAsync(
            () ->
                Cli.against(gateway)
                    .run("logs", execution.id(), "extract", "-f", "--stream", "stderr"));
    Awaitility.await().until(() -> !gateway.requests("GET", "/logs").isEmpty());
    execution
        .log("extract", 1, "stdout", "three\n")
        .log("extract", 1, "stderr", "worse\n")
        .task("extract", "succeeded")
        .task("load", "succeeded")
        .status("succeeded");

    assertThat(following.orTimeout(30, TimeUnit.SECONDS).join().out()).isEqualTo("wrong\nworse\n");
  }

  @Test
  void standardErrorIsColouredOnATerminalOnly() {
    execution.log("load", 1, "stderr", "wrong\n");

    assertThat(Cli.against(gateway).run("logs", execution.id(), "load").out())
        .isEqualTo("three\nwrong\n");
    assertThat(Cli.against(gateway).onTerminal().run("logs", execution.id(), "load").out())
        .isEqualTo("three\n\u001b[31mwrong\u001b[0m\n");
    assertThat(
            Cli.against(gateway)
                .onTerminal()
                .with("NO_COLOR", "1")
                .run("logs", execution.id(), "load")
                .out())
        .isEqualTo("three\nwrong\n");
  }

  @Test
  void theTailBeginsSoManyBytesBeforeTheEnd() {
    assertThat(Cli.against(gateway).run("logs", execution.id(), "extract", "--tail", "5").out())
        .isEqualTo("e\ntwo");
    assertThat(Cli.against(gateway).run("logs", execution.id(), "extract", "--tail", "500").out())
        .isEqualTo("one\ntwo");
  }
}
