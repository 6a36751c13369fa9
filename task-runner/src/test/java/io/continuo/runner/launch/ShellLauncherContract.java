package io.continuo.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.continuo.dispatch.LogRun;
import io.continuo.dispatch.LogStream;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The contract of programs for launchers that run a shell. */
public abstract class ShellLauncherContract extends ProgramContract {

  /** A task that runs this script with {@code /bin/sh}. */
  protected abstract SampleTask script(String script);

  /** Whether its logs know standard error from standard output. */
  protected boolean tellsStreamsApart() {
    return false;
  }

  /** Ends by a signal only, so that a test decides when. */
  private static final String UNTIL_STOPPED = "echo started; while :; do sleep 0.1; done";

  @Override
  protected SampleTask exiting(int code) {
    return script("exit " + code);
  }

  @Override
  protected SampleTask untilStopped(int code) {
    return script("trap 'exit " + code + "' TERM; " + UNTIL_STOPPED);
  }

  @Override
  protected SampleTask ignoringStops() {
    return script("trap '' TERM; " + UNTIL_STOPPED);
  }

  @Override
  protected SampleTask printing(byte[] bytes) {
    StringBuilder escaped = new StringBuilder();
    for (byte each : bytes) {
      escaped.append("\\0%03o".formatted(each & 0xff));
    }
    return script("printf %b '" + escaped + "'");
  }

  @Override
  protected SampleTask writing(String outputs) {
    return script("printf '%s' '" + outputs + "' > $CONTINUO_OUTPUTS");
  }

  @Override
  protected SampleTask writingMuch(int bytes) {
    return script("dd if=/dev/zero of=$CONTINUO_OUTPUTS bs=1 count=0 seek=" + bytes);
  }

  @Test
  void inputsAndOutputsTravelThroughTheContractFiles() throws Exception {
    TaskLaunch task =
        script("cat \"$CONTINUO_INPUTS\" > \"$CONTINUO_OUTPUTS\"")
            .withInputs(new Value.Fields(Map.of("currency", Value.of("EUR"))))
            .declaringOutputs()
            .launch();

    Running running = launch(task);
    running.await();

    assertThat(outputs(task)).isEqualTo(new OutputsFile.Read(task.inputs()));
    running.remove();
  }

  @Test
  void theTaskKnowsWhatItBelongsTo() throws Exception {
    String variables = "EXECUTION TASK ATTEMPT PARTITION NAMESPACE WORKFLOW TRIGGER";
    TaskLaunch task =
        script("for v in " + variables + "; do eval echo \\$CONTINUO_$v; done").launch();

    Running running = launch(task);
    running.await();

    assertThat(log(task))
        .isEqualTo(
            task.attempt().execution()
                + "\nextract\n1\n2026-11-21\nfinance\ndaily-revenue\nmanual\n");
    running.remove();
  }

  @Test
  void ownVariablesReachTheTask() throws Exception {
    Value.Fields env = new Value.Fields(Map.of("GREETING", Value.of("hello there")));
    TaskLaunch task = script("echo $GREETING").with("env", env).launch();

    Running running = launch(task);
    running.await();

    assertThat(log(task)).isEqualTo("hello there\n");
    running.remove();
  }

  @Test
  void bothStreamsAreInTheLog() throws Exception {
    TaskLaunch task = script("echo out; sleep 0.2; echo err >&2").launch();

    Running running = launch(task);
    running.await();

    assertThat(log(task)).isEqualTo("out\nerr\n");
    running.remove();
  }

  @Test
  void theLogTellsWhichStreamItsBytesCameFrom() throws Exception {
    assumeTrue(tellsStreamsApart());
    TaskLaunch task = script("echo out; sleep 0.2; echo wrong >&2; sleep 0.2; echo on").launch();

    Running running = launch(task);
    running.await();

    Path log = workspaces.of(task.attempt()).log();
    byte[] marks = Files.readAllBytes(CappedLog.marksOf(log));
    assertThat(LogRun.of(Arrays.copyOf(marks, (int) Files.size(log))))
        .containsExactly(
            new LogRun(LogStream.STDOUT, 4),
            new LogRun(LogStream.STDERR, 6),
            new LogRun(LogStream.STDOUT, 3));
    running.remove();
  }

  @Test
  void aNewLauncherAttachesToWhatAnEarlierOneLeftRunning() throws Exception {
    TaskLaunch task =
        script("echo started; sleep 1; echo '{\"rows\": 3}' > $CONTINUO_OUTPUTS; exit 0")
            .declaringOutputs()
            .launch();
    launch(task);
    awaitStarted(task);
    launcher.close();

    launcher = newLauncher(workspaces);
    assertThat(launcher.present()).contains(task.attempt());
    Running again = launcher.attach(workspaces.of(task.attempt())).orElseThrow();

    assertThat(again.await()).isEqualTo(Ending.exited(0));
    assertThat(outputs(task))
        .isEqualTo(new OutputsFile.Read(new Value.Fields(Map.of("rows", Value.of(3)))));
    assertThat(log(task)).isEqualTo("started\n");
    again.remove();
  }

  @Test
  void aNewLauncherLearnsHowItEndedMeanwhile() throws Exception {
    TaskLaunch task = script("echo bye; exit 7").launch();
    launch(task).await();
    launcher.close();

    launcher = newLauncher(workspaces);
    Running again = launcher.attach(workspaces.of(task.attempt())).orElseThrow();

    assertThat(again.await()).isEqualTo(Ending.exited(7));
    assertThat(log(task)).isEqualTo("bye\n");
    again.remove();
  }

  @Test
  void stoppingLetsTheTaskTidyUp() throws Exception {
    TaskLaunch task = script("trap 'echo tidied; exit 3' TERM; " + UNTIL_STOPPED).launch();
    Running running = launch(task);
    awaitStarted(task);

    running.stop(GRACE);

    assertThat(running.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed)
        .extracting(Ending.Exited::code)
        .isEqualTo(3);
    assertThat(log(task)).endsWith("tidied\n");
    running.remove();
  }

  @Test
  void aFloodOfOutputDoesNotHoldTheTaskUp() throws Exception {
    TaskLaunch task =
        script(
                "i=0; while [ $i -lt 200000 ]; do echo line $i of a very long log; i=$((i+1)); done; echo the end")
            .launch();

    Running running = launch(task);

    assertThat(running.await()).isEqualTo(Ending.exited(0));
    assertThat(log(task)).startsWith("line 0 of").endsWith("the end\n");
    running.remove();
  }

  @Test
  void aCommandThatDoesNotExistSaysSo() throws Exception {
    TaskLaunch task = script("true").with("command", "no-such-command", "--now").launch();

    String told;
    try {
      Running running = launch(task);
      told = running.await().toString();
      running.remove();
    } catch (LaunchException e) {
      assertThat(e.fault()).isEqualTo(Fault.USER);
      told = e.getMessage();
    }

    assertThat(told).contains("no-such-command").contains("not found");
  }

  @Test
  void aSecretIsInTheTasksEnvironmentAndNotInItsWorkspace() throws Exception {
    String value = "hunter2 with 'quotes' \"and\" $more\nin two lines";
    TaskLaunch task =
        script("printf %s \"$KEY\" | tr a-z b-za; echo started; sleep 1")
            .withSecrets("KEY=finance/key")
            .launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);

    Running running = launcher.launch(task, workspace, new Secrets(Map.of("KEY", value), Map.of()));
    awaitStarted(task);

    assertThat(log(task)).contains("ivoufs2 xjui 'rvpuft' \"boe\" $npsf\njo uxp mjoft");
    try (Stream<Path> files = Files.walk(workspace.folder())) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .noneMatch(
              file -> contentOf(file.toFile(), StandardCharsets.ISO_8859_1).contains("hunter2"));
    }
    endOf(running);
    running.remove();
  }
}
