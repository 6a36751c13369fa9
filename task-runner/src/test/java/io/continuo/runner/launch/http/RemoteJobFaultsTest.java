package io.continuo.runner.launch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with remote jobs, and whose fault it is. */
class RemoteJobFaultsTest {
  @TempDir private Path folder;
  private Workspaces workspaces;
  private Launcher launcher;
  private RemoteJobs remote;
  private RemoteTasks tasks;

  @BeforeEach
  void open() throws Exception {
    workspaces = new Workspaces(folder);
    launcher = new HttpLauncher(4, Duration.ofMillis(200));
    remote = new RemoteJobs();
    tasks = new RemoteTasks(remote);
  }

  @AfterEach
  void close() {
    launcher.close();
    remote.close();
  }

  private Running launch(TaskLaunch task) throws Exception {
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    return launcher.launch(task, workspace, Secrets.NONE);
  }

  private void awaitPolls(long more) {
    long before = remote.polls();
    await().until(() -> remote.polls() >= before + more);
  }

  private static Ending.Broken broken(Ending ending) {
    assertThat(ending).isInstanceOf(Ending.Broken.class);
    return (Ending.Broken) ending;
  }

  @Test
  void aShortOutageIsSleptThrough() throws Exception {
    Running running = launch(tasks.flow(RemoteTasks.DONE + ", \"retry\": 3").launch());
    awaitPolls(1);
    remote.breakDown(3);
    awaitPolls(4);
    remote.become("JOB_STATE_DONE");

    assertThat(running.await()).isEqualTo(Ending.exited(0));
  }

  @Test
  void moreFailedPollsInARowThanToleratedAreThePlatformsFault() throws Exception {
    Running running = launch(tasks.flow(RemoteTasks.DONE + ", \"retry\": 2").launch());
    awaitPolls(1);
    remote.breakDown(1000);

    assertThat(broken(running.await()))
        .matches(broken -> broken.fault() == Fault.PLATFORM)
        .extracting(Ending.Broken::message)
        .asString()
        .contains("3 polls in a row failed", "503", "/job-1");
  }

  @Test
  void anOutageThatLastsIsThePlatformsFault() throws Exception {
    Running running = launch(tasks.flow(RemoteTasks.DONE).launch());
    awaitPolls(1);
    remote.breakDown(1000);

    assertThat(broken(running.await())).matches(broken -> broken.fault() == Fault.PLATFORM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/page|is not JSON: '<html>Please sign in</html>'",
        "/huge|more than 8 MiB",
        "/v1b3/projects/p/locations/l/jobs/other|status 404; its body is in the task's log",
      })
  void anAnswerOfNoUseIsTheUsersFaultAndTheJobIsCancelled(String path, String message)
      throws Exception {
    SampleTask task =
        RemoteTasks.task(
            """
            { "request": { "method": "POST", "url": "%1$s", "body": {} },
              "poll": { "request": { "url": "%2$s" }, "every": "PT0.02S", %3$s } }
            """
                .formatted(
                    remote.flows(),
                    remote.at(path),
                    RemoteTasks.DONE + RemoteTasks.CANCEL.formatted(remote.flows())));

    assertThat(broken(launch(task.launch()).await()))
        .matches(broken -> broken.fault() == Fault.USER)
        .extracting(Ending.Broken::message)
        .asString()
        .contains("GET " + remote.at(path), message);
    assertThat(remote.requests()).anyMatch(request -> request.startsWith("PUT"));
  }

  @Test
  void aResultThatIsNotThereNamesItsPath() throws Exception {
    SampleTask task =
        tasks
            .flow("\"until\": \"$.id\"")
            .with("results", new Value.Fields(Map.of("rows", Value.of("$.metrics.lines"))))
            .declaringOutputs();

    assertThat(broken(launch(task.launch()).await()).message())
        .contains("the result 'rows'", "$['metrics']['lines']", "\"rows\":42");
  }

  @Test
  void anAnswerWithoutTheReferredPartNamesIt() throws Exception {
    SampleTask task =
        RemoteTasks.task(
            """
            { "request": { "method": "POST", "url": "%1$s", "body": {} },
              "poll": { "request": { "url": "%1$s/${response.job.id}" }, %2$s } }
            """
                .formatted(remote.flows(), RemoteTasks.DONE));

    assertThat(broken(launch(task.launch()).await()).message())
        .contains("${response.job.id} has no value", "no 'job' there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'until': '$.state = 1'|'poll.until' is no condition",
        "'until': '$.state =='|'poll.until' is no condition",
        "'until': 'true'|'poll.until' names nothing in the answer",
        "'until': '$.a', 'failed': 'yes'|'poll.failed' names nothing",
        "'until': '$.a', 'message': 'error'|'poll.message' is not a path into the answer",
        "'until': '$.a', 'retry': 'often'|'poll.retry' must be",
        "'until': '$.a', 'every': 'often'|'poll.every' is not a positive ISO 8601 duration",
      })
  void aPollThatIsWrongIsToldBeforeAnythingIsSent(String poll, String message) {
    SampleTask task =
        RemoteTasks.task(
            "{ \"request\": { \"method\": \"POST\", \"url\": \"%1$s\" }, \"poll\": { \"request\": { \"url\": \"%1$s\" }, %2$s } }"
                .formatted(remote.flows(), poll.replace('\'', '"')));

    assertThatThrownBy(() -> launch(task.launch()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(message);
    assertThat(remote.requests()).isEmpty();
  }

  @Test
  void secretsReachTheRemoteAndNothingElse() throws Exception {
    SampleTask sample =
        RemoteTasks.task(
            """
            { "request": { "method": "POST", "url": "%1$s?k=${secrets.KEY}", "body": {},
                           "headers": { "Authorization": "Bearer ${secrets.TOKEN}" } },
              "poll": { "request": { "url": "%1$s/wrong?k=${secrets.KEY}",
                                     "headers": { "Authorization": "Bearer ${secrets.TOKEN}" } },
                        %2$s, "every": "PT0.02S" } }
            """
                .formatted(remote.flows(), RemoteTasks.DONE));
    TaskLaunch task = sample.launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    Secrets secrets = new Secrets(Map.of("TOKEN", "t0ps3cret", "KEY", "a/b&c"), Map.of());

    Ending ending = launcher.launch(task, workspace, secrets).await();

    assertThat(remote.requests())
        .hasSize(2)
        .allMatch(request -> request.endsWith("Bearer t0ps3cret"))
        .allMatch(request -> request.contains("?k=a%2Fb%26c"));
    assertThat(ending.toString()).contains("?k=${secrets.KEY}").doesNotContain("t0ps3cret");
    try (Stream<Path> files = Files.walk(workspace.folder())) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file).content().doesNotContain("t0ps3cret", "a%2Fb%26c"));
    }
  }

  @Test
  void aSecretThatTheTaskDoesNotHaveIsTheUsersFault() {
    Holes holes = Holes.before(new Secrets(Map.of("TOKEN", "t"), Map.of()));

    assertThatThrownBy(() -> holes.text("Bearer ${secrets.KEY}"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("${secrets.KEY}");
  }

  @Test
  void dataThatLooksLikeAReferenceStaysAsItIs() throws Exception {
    Holes without = Holes.before(Secrets.NONE);
    Holes with = Holes.before(new Secrets(Map.of("TOKEN", "${secrets.TOKEN}"), Map.of()));

    assertThat(without.text("${secrets.TOKEN} ${response.id} ${secrets.}"))
        .isEqualTo("${secrets.TOKEN} ${response.id} ${secrets.}");
    assertThat(with.text("${secrets.}TOKEN} ${secrets.TOKEN} ${response.id}"))
        .isEqualTo("${secrets.TOKEN} ${secrets.TOKEN} ${response.id}");
  }
}
