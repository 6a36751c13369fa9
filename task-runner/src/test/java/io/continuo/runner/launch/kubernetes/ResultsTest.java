package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What comes back from a pod: outputs, last words, the log. */
class ResultsTest extends ClusterTest {
  private final TaskLaunch task = task().launch();
  private final TaskLaunch declaring = task().declaringOutputs().launch();

  private Path outputs(TaskLaunch of) {
    return workspace("crew-1", of).outputs();
  }

  private Path log(TaskLaunch of) {
    return workspace("crew-1", of).log();
  }

  @Test
  void outputsComeThroughTheTerminationMessage() throws Exception {
    Running running = launch(declaring);
    kubelet.exits(pod(declaring), 0, "Completed", "{\"rows\": 3}");

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    assertThat(outputs(declaring)).hasContent("{\"rows\": 3}");
  }

  @Test
  void outputsThatTheKubeletHasCutAreTheUsersFaultWithTheCure() throws Exception {
    Running running = launch(declaring);
    kubelet.exits(pod(declaring), 0, "Completed", "\"" + "x".repeat(4094) + "}");

    assertBroken(running.await(), Fault.USER, "4096 bytes", "uri");
  }

  @Test
  void outputsThatJustFitAreWhole() throws Exception {
    String whole = "{\"text\":\"" + "x".repeat(4096 - 11) + "\"}";
    Running running = launch(declaring);
    kubelet.exits(pod(declaring), 0, "Completed", whole);

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    assertThat(outputs(declaring)).hasContent(whole);
  }

  @Test
  void missingOutputsAreLeftToTheJudge() throws Exception {
    Running running = launch(declaring);
    kubelet.exits(pod(declaring), 0);

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    assertThat(outputs(declaring)).doesNotExist();
  }

  @Test
  void aFailedTaskShowsItsLastWords() throws Exception {
    Running running = launch(task);
    kubelet.exits(pod(task), 1, "Error", "Traceback\nKeyError: 'rows'\n");

    assertThat(running.await())
        .isEqualTo(new Ending.Exited(1, false, Optional.of("Traceback\nKeyError: 'rows'")));
  }

  @Test
  void theLogIsFollowedWhileThePodRuns() throws Exception {
    cluster.writeLog(pod(task), "one\n");
    Future<Ending> ending = ending(launch(task));
    kubelet.starts(pod(task));

    await().until(() -> Files.exists(log(task)) && Files.readString(log(task)).equals("one\n"));
    assertThat(ending.isDone()).isFalse();
  }

  @Test
  void aLogStreamThatBreaksOffIsReadAgainWithoutDoubling() throws Exception {
    cluster.writeLog(pod(task), "one\ntw");
    Future<Ending> ending = ending(launch(task));
    kubelet.starts(pod(task));
    await().until(() -> cluster.requests("GET", "/log") > 1);

    cluster.writeLog(pod(task), "one\ntwo\nthree\n");
    kubelet.exits(pod(task), 0);

    assertThat(ending.get()).isEqualTo(Ending.exited(0));
    assertThat(log(task)).hasContent("one\ntwo\nthree\n");
  }

  @Test
  void aRestartedRunnerGoesOnWithTheLog() throws Exception {
    cluster.writeLog(pod(task), "one\n");
    Future<Ending> before = ending(launch(task));
    kubelet.starts(pod(task));
    await().until(() -> Files.exists(log(task)) && Files.size(log(task)) == 4);
    before.cancel(true);
    kill("crew-1");
    cluster.writeLog(pod(task), "one\ntwo\n");

    Running again = launcher("crew-1").attach(workspace("crew-1", task)).orElseThrow();
    kubelet.exits(pod(task), 0);

    assertThat(again.await()).isEqualTo(Ending.exited(0));
    assertThat(log(task)).hasContent("one\ntwo\n");
  }

  @Test
  void aLogThatCannotBeHadDoesNotHoldTheEndUp() throws Exception {
    cluster.refuse("GET", "/log", 500, "kubelet is away", 10_000);
    Running running = launch(task);
    kubelet.exits(pod(task), 3);

    assertThat(running.await()).isEqualTo(Ending.exited(3));
  }

  @Test
  void aLogFileThatCannotBeWrittenIsThePlatformsFault() throws Exception {
    Files.createDirectories(log(task));
    cluster.writeLog(pod(task), "one\n");
    Running running = launch(task);
    kubelet.exits(pod(task), 0);

    assertBroken(running.await(), Fault.PLATFORM, "cannot write", "disk");
  }
}
