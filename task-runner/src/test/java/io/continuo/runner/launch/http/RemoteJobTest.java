package io.continuo.runner.launch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContract;
import io.continuo.runner.launch.OutputsFile;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteJobTest extends LauncherContract {
  private RemoteJobs remote;
  private RemoteTasks tasks;

  @BeforeEach
  void serve() throws Exception {
    remote = new RemoteJobs();
    tasks = new RemoteTasks(remote);
  }

  @AfterEach
  void stopServing() {
    remote.close();
  }

  @Override
  protected Launcher newLauncher(Workspaces workspaces) {
    return new HttpLauncher(4, Duration.ofMillis(200));
  }

  /** Its job has ended when it is first looked at. */
  @Override
  protected SampleTask succeeding() {
    return tasks.flow("\"until\": \"$.currentState == 'JOB_STATE_PENDING'\"");
  }

  private String log(TaskLaunch task) throws Exception {
    return Files.readString(workspaces.of(task.attempt()).log());
  }

  private static AttemptId dispatch(ExecutionId execution, int epoch) {
    return new AttemptId(execution, "load", 1, epoch);
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
  void theTaskEndsWhenItsJobDoesAndTheLastAnswerIsItsOutputs() throws Exception {
    TaskLaunch task = tasks.flow(RemoteTasks.DONE).declaringOutputs().launch();
    Running running = launch(task);
    awaitPolls(2);
    remote.become("JOB_STATE_RUNNING");
    awaitPolls(2);
    remote.become("JOB_STATE_DONE");

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    assertThat(OutputsFile.read(workspaces.of(task.attempt()).outputs(), true))
        .asInstanceOf(InstanceOfAssertFactories.type(OutputsFile.Read.class))
        .matches(read -> Value.of("job-1").equals(read.outputs().values().get("id")));
    assertThat(remote.jobs()).isEqualTo(1);
  }

  @Test
  void theLogTellsEachChangeOfTheJobOnce() throws Exception {
    TaskLaunch task = tasks.flow(RemoteTasks.DONE).launch();
    Running running = launch(task);
    awaitPolls(3);
    remote.become("JOB_STATE_DONE");
    running.await();

    assertThat(log(task).lines().filter(line -> line.contains("currentState")))
        .satisfiesExactly(
            first -> assertThat(first).endsWith("200 $['currentState'] = \"JOB_STATE_PENDING\""),
            second -> assertThat(second).endsWith("200 $['currentState'] = \"JOB_STATE_DONE\""));
  }

  @Test
  void outputsCanBePickedOutOfTheAnswer() throws Exception {
    TaskLaunch task = tasks.query("").declaringOutputs().launch();
    Running running = launch(task);
    awaitPolls(1);
    remote.become("DONE");

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    assertThat(OutputsFile.read(workspaces.of(task.attempt()).outputs(), true))
        .isEqualTo(new OutputsFile.Read(new Value.Fields(Map.of("rows", Value.of("7")))));
  }

  @Test
  void aFailedJobIsTheUsersFaultAndSaysWhatTheRemoteSaid() throws Exception {
    Running running = launch(tasks.query("").launch());
    awaitPolls(1);
    remote.failQueriesWith("Syntax error at [1:8]");

    assertThat(broken(running.await()))
        .isEqualTo(new Ending.Broken(Fault.USER, "the remote job failed: Syntax error at [1:8]"));
    assertThat(remote.requests()).noneMatch(request -> request.contains("/cancel"));
  }

  @Test
  void aRestartedRunnerFollowsTheSameJob() throws Exception {
    TaskLaunch task = tasks.flow(RemoteTasks.DONE).launch();
    launch(task);
    awaitPolls(1);
    launcher.close();

    launcher = newLauncher(workspaces);
    Running again = launcher.attach(workspaces.of(task.attempt())).orElseThrow();
    assertThat(launcher.present()).contains(task.attempt());
    awaitPolls(1);
    remote.become("JOB_STATE_DONE");

    assertThat(again.await()).isEqualTo(Ending.exited(0));
    assertThat(remote.requests()).filteredOn(request -> request.startsWith("POST")).hasSize(1);
  }

  @Test
  void aRestartedRunnerLearnsHowTheJobEndedMeanwhile() throws Exception {
    TaskLaunch task = tasks.flow(RemoteTasks.DONE).launch();
    launch(task);
    awaitPolls(1);
    launcher.close();
    remote.become("JOB_STATE_FAILED");

    launcher = newLauncher(workspaces);

    assertThat(broken(launcher.attach(workspaces.of(task.attempt())).orElseThrow().await()))
        .matches(broken -> broken.fault() == Fault.USER);
  }

  @Test
  void aRunnerThatDiedBeforeItHadTheAnswerSendsTheSameKeyAgain() throws Exception {
    TaskLaunch task = tasks.flow(RemoteTasks.DONE).launch();
    remote.hold();
    launch(task);
    await().until(() -> remote.requests().size() == 1);
    launcher.close();
    remote.letGo();

    launcher = newLauncher(workspaces);
    Running again = launcher.attach(workspaces.of(task.attempt())).orElseThrow();
    awaitPolls(1);
    remote.become("JOB_STATE_DONE");

    assertThat(again.await()).isEqualTo(Ending.exited(0));
    assertThat(remote.jobs()).isEqualTo(1);
    assertThat(remote.requests())
        .filteredOn(request -> request.startsWith("POST"))
        .hasSize(2)
        .allMatch(request -> request.contains(task.attempt().execution() + "/extract/1 "));
  }

  @Test
  void anotherDispatchOfTheAttemptFindsTheJobOfTheFirst() throws Exception {
    ExecutionId execution = new ExecutionId(UUID.randomUUID());
    launch(tasks.query("").launch(dispatch(execution, 1)));
    awaitPolls(2);
    launcher.close();

    launcher = newLauncher(workspaces);
    Running query = launch(tasks.query("").launch(dispatch(execution, 2)));
    awaitPolls(1);
    remote.become("DONE");

    assertThat(query.await()).isEqualTo(Ending.exited(0));
    assertThat(remote.jobs()).isEqualTo(1);
  }

  @Test
  void stoppingCancelsTheJobAndWaitsForItsEnd() throws Exception {
    TaskLaunch task = tasks.cancellableFlow().launch();
    Running running = launch(task);
    awaitPolls(1);

    running.stop(GRACE);

    assertThat(running.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed)
        .extracting(ending -> ending.message().orElseThrow())
        .asString()
        .contains("cancelled", "JOB_STATE_CANCELLED");
    assertThat(remote.requests())
        .filteredOn(request -> request.startsWith("PUT"))
        .singleElement()
        .asString()
        .contains("/job-1 ");
  }

  @Test
  void aJobThatIsStoppedWhileItIsCreatedIsCancelledToo() throws Exception {
    remote.hold();
    Running running = launch(tasks.cancellableFlow().launch());
    await().until(() -> remote.requests().size() == 1);

    Thread stopping = Thread.ofVirtual().start(() -> stop(running));
    remote.letGo();
    stopping.join();

    assertThat(running.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed);
    assertThat(remote.requests()).anyMatch(request -> request.startsWith("PUT"));
  }

  private static void stop(Running running) {
    try {
      running.stop(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRunnerThatDiedWhileStoppingGoesOnStopping() throws Exception {
    TaskLaunch task = tasks.cancellableFlow().launch();
    launch(task);
    awaitPolls(1);
    launcher.close();
    new JobFiles(workspaces.of(task.attempt())).markStopped(GRACE);

    launcher = newLauncher(workspaces);

    assertThat(launcher.attach(workspaces.of(task.attempt())).orElseThrow().await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed);
    assertThat(remote.requests()).anyMatch(request -> request.startsWith("PUT"));
  }

  @Test
  void aJobThatIgnoresItsCancellationIsLetGoOfAfterTheGracePeriod() throws Exception {
    Running running =
        launch(
            tasks
                .flow(
                    RemoteTasks.DONE
                        + RemoteTasks.CANCEL
                            .formatted(remote.flows())
                            .replace("CANCELLED", "DRAINING"))
                .launch());
    awaitPolls(1);

    running.stop(Duration.ofMillis(100));

    assertThat(running.await().toString()).contains("did not report its end", "JOB_STATE_");
  }

  @Test
  void withoutCancelTheJobGoesOnAndTheMessageSaysSo() throws Exception {
    Running running = launch(tasks.flow(RemoteTasks.DONE).launch());
    awaitPolls(1);

    running.stop(GRACE);

    assertThat(running.await().toString()).contains("no poll.cancel", "goes on");
  }

  @Test
  void hundredsOfJobsAreFollowedByAFewConnections() throws Exception {
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(launch(tasks.flow("\"every\": \"PT2S\", " + RemoteTasks.DONE).launch()));
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> remote.jobs() == 300);
    remote.become("JOB_STATE_DONE");

    for (Running running : all) {
      assertThat(running.await()).isEqualTo(Ending.exited(0));
    }
    assertThat(remote.jobs()).isEqualTo(300);
    assertThat(remote.mostAtOnce()).isLessThanOrEqualTo(4);
  }
}
