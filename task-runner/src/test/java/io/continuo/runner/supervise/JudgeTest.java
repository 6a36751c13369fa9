package io.continuo.runner.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.Ending;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending.Broken;
import io.continuo.runner.launch.Ending.Exited;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  @TempDir Path folder;
  private final TaskLaunch plain = SampleTask.of("process").launch();
  private final TaskLaunch declaring = SampleTask.of("process").declaringOutputs().launch();

  private Ending judge(TaskLaunch task, io.continuo.runner.launch.Ending ending) {
    return Judge.judge(task, workspace(task), ending, Optional.empty());
  }

  private Workspace workspace(TaskLaunch task) {
    return new Workspaces(folder).of(task.attempt());
  }

  private static Exited exited(int code) {
    return new Exited(code, false, Optional.empty());
  }

  @Test
  void aKilledContainerThatReportsZeroIsNotASuccess() {
    Ending ending =
        judge(plain, new Exited(0, true, Optional.of("somebody else stopped the container")));

    assertThat(ending).isEqualTo(new Ending.Stopped("somebody else stopped the container"));
  }

  @Test
  void aStopOnRequestSaysWhoAsked() {
    Exited killed = new Exited(137, true, Optional.of("killed after the grace period"));

    assertThat(Judge.judge(plain, workspace(plain), killed, Optional.of("cancelled by ann")))
        .isEqualTo(new Ending.Stopped("cancelled by ann"));
  }

  @Test
  void whatEndedByItselfKeepsItsCodeThoughAStopWasAskedFor() {
    assertThat(Judge.judge(plain, workspace(plain), exited(3), Optional.of("cancelled by ann")))
        .isEqualTo(new Ending.Exited(3, Value.Fields.EMPTY, ""));
  }

  @Test
  void zeroWithoutDeclaredOutputsIsTheTasksFault() {
    assertThat(judge(declaring, exited(0))).isInstanceOf(Ending.Faulty.class);
  }

  @Test
  void anotherCodeNeedsNoOutputs() {
    assertThat(judge(declaring, exited(20)))
        .isEqualTo(new Ending.Exited(20, Value.Fields.EMPTY, ""));
  }

  @Test
  void anotherCodeMayHaveOutputsSinceTheDefinitionMayCallItASuccess() throws Exception {
    workspace(declaring).prepare(declaring);
    Files.writeString(workspace(declaring).outputs(), "{\"n\": 1}");

    assertThat(judge(declaring, exited(5)))
        .isEqualTo(new Ending.Exited(5, new Value.Fields(Map.of("n", Value.of(1))), ""));
  }

  @Test
  void outputsThatNobodyDeclaredAreNotRead() throws Exception {
    workspace(plain).prepare(plain);
    Files.writeString(workspace(plain).outputs(), "rubbish");

    assertThat(judge(plain, exited(0))).isEqualTo(new Ending.Exited(0, Value.Fields.EMPTY, ""));
  }

  @Test
  void faultsGoToTheirBudgets() {
    assertThat(judge(plain, new Broken(Fault.USER, "bad url")))
        .isEqualTo(new Ending.Faulty("bad url"));
    assertThat(judge(plain, new Broken(Fault.PLATFORM, "no daemon")))
        .isEqualTo(new Ending.PlatformFailure("no daemon"));
  }
}
