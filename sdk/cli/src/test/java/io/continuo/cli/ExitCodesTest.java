package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.cli.Cli.Ran;
import io.continuo.sdk.fake.FakeExecution;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.fake.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodesTest {
  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400,2", "401,4", "403,4", "404,3", "409,7", "412,7", "413,2", "422,2", "500,5", "504,6"
  })
  void refusalsOfTheServer(int status, int exitCode) {
    gateway.faults().next("GET", "/executions/x", Reply.problem(status, "some-code", "the detail"));
    Ran ran = Cli.against(gateway).run("get", "execution", "x");
    assertThat(ran.exitCode()).isEqualTo(exitCode);
    assertThat(ran.err()).contains("error: some code: the detail");
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lost",
        "list",
        "list planets",
        "list executions --colour red",
        "get execution",
        "run",
        "run a/b --timeout soon",
        "run a/b/c",
        "list workflows -o xml",
        "list workflows --url localhost:8080"
      })
  void wrongUsageIsTwoAndSaysSoOnStderr(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);
    Ran ran = Cli.against(gateway).run(args);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).isNotBlank();
    assertThat(ran.out()).isEmpty();
    assertThat(gateway.requests()).isEmpty();
  }

  @Test
  void anUnknownCommandShowsTheUsage() {
    assertThat(Cli.against(gateway).run("lists").err())
        .contains("lists")
        .contains("Did you mean: continuo list")
        .contains("Usage: continuo");
    assertThat(Cli.against(gateway).run("list", "--colour").err()).contains("Usage: continuo list");
  }

  @Test
  void helpIsDataAndNoError() {
    Ran help = Cli.against(gateway).run("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Commands:", "register", "Exit codes:", "timed out waiting");
    assertThat(Cli.against(gateway).run("list", "executions", "--help").out()).contains("--status");
    assertThat(Cli.against(gateway).run("--version").out()).startsWith("continuo ");
  }

  @ParameterizedTest
  @CsvSource({"succeeded,0", "skipped,0", "failed,1", "timed-out,1", "cancelled,1"})
  void theEndOfARunDecidesTheCodeOfWaitAndWatch(String status, int exitCode) {
    gateway.state().workflow("finance", "daily").onRun(execution -> execution.status(status));
    assertThat(Cli.against(gateway).run("run", "finance/daily", "--wait").exitCode())
        .isEqualTo(exitCode);
    assertThat(Cli.against(gateway).run("run", "finance/daily", "--watch").exitCode())
        .isEqualTo(exitCode);
    FakeExecution known = gateway.state().execution("finance", "daily").status(status);
    assertThat(Cli.against(gateway).run("watch", known.id()).exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aServerThatIsNotThereIsFiveWithTheCure() {
    String url = gateway.url();
    gateway.close();
    Ran ran = new Cli().run("whoami", "--url", url);
    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err())
        .contains("no answer from " + url)
        .contains("./continuo dev")
        .contains("CONTINUO_URL");
  }

  @Test
  void somethingThatIsNoGatewayIsFiveWithTheCure() {
    gateway.faults().next("GET", "/whoami", new Reply.Page(200, "text/html", "<h1>Welcome</h1>"));
    Ran ran = Cli.against(gateway).run("whoami");
    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err())
        .contains("did not answer like a Continuo gateway")
        .contains("is the address right?");
  }

  @Test
  void waitingNoLongerThanToldIsSixAndTheRunGoesOn() {
    FakeExecution execution = gateway.state().execution("finance", "daily");
    Ran ran = Cli.against(gateway).run("watch", execution.id(), "--timeout", "PT0.05S");
    assertThat(ran.exitCode()).isEqualTo(6);
    assertThat(ran.err()).contains("continuo watch " + execution.id());
  }

  @Test
  void anUnknownExecutionIsThree() {
    assertThat(Cli.against(gateway).run("watch", "nothing").exitCode()).isEqualTo(3);
    assertThat(Cli.against(gateway).run("logs", "nothing").exitCode()).isEqualTo(3);
    assertThat(Cli.against(gateway).run("events", "nothing").exitCode()).isEqualTo(3);
    assertThat(Cli.against(gateway).run("cancel", "nothing").exitCode()).isEqualTo(3);
    assertThat(Cli.against(gateway).run("describe", "runner", "nothing").exitCode()).isEqualTo(3);
  }

  @Test
  void cancellingAFinishedRunIsAConflict() {
    FakeExecution execution = gateway.state().execution("finance", "daily");
    assertThat(Cli.against(gateway).run("cancel", execution.id()).exitCode()).isZero();
    assertThat(Cli.against(gateway).run("cancel", execution.id()).exitCode()).isEqualTo(7);
  }

  @Test
  void aMissingTokenIsFourAndAGivenOneIsSent() {
    gateway.requireToken("s3cret");
    Ran refused = Cli.against(gateway).run("whoami");
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).contains("--token or CONTINUO_TOKEN");
    assertThat(Cli.against(gateway).run("whoami", "--token", "s3cret").exitCode()).isZero();
    assertThat(Cli.against(gateway).with("CONTINUO_TOKEN", "s3cret\n").run("whoami").exitCode())
        .isZero();
  }
}
