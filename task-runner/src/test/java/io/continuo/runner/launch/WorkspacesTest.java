package io.continuo.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspacesTest {
  @TempDir Path folder;

  @Test
  void whatWasPreparedIsFoundAgain() throws Exception {
    TaskLaunch task =
        SampleTask.of("container")
            .with("command", "a", "b")
            .withInputs(new Value.Fields(Map.of("n", Value.of(1.5), "none", Value.NULL)))
            .declaringOutputs()
            .launch();
    new Workspaces(folder).of(task.attempt()).prepare(task);

    List<Workspace> found = new Workspaces(folder).list();

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().task()).contains(task);
  }

  @Test
  void aHalfPreparedOrDamagedWorkspaceDoesNotHideTheOthers() throws Exception {
    Workspaces workspaces = new Workspaces(folder);
    TaskLaunch task = SampleTask.of("noop").launch();
    workspaces.of(task.attempt()).prepare(task);
    Files.createDirectory(folder.resolve("half"));
    Files.createDirectory(folder.resolve("damaged"));
    Files.writeString(folder.resolve("damaged/launch.json"), "{\"attempt\": ");

    assertThat(workspaces.list()).extracting(Workspace::attempt).containsExactly(task.attempt());
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("not-a-folder"), "");
    TaskLaunch task = SampleTask.of("noop").launch();

    assertThatThrownBy(() -> new Workspaces(file).of(task.attempt()).prepare(task))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(file.toString())
        .extracting(e -> ((LaunchException) e).fault())
        .isEqualTo(Fault.PLATFORM);
  }

  @Test
  void differentAttemptsHaveDifferentNamesThatSuitAContainer() {
    ExecutionId execution = new ExecutionId(new UUID(1, 2));
    List<String> names =
        List.of("load", "load[3]", "load-3-", "load/3", "a".repeat(300)).stream()
            .map(task -> Workspaces.name(new AttemptId(execution, task, 1, 2)))
            .toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,149}"));
  }

  @Test
  void deletingTwiceIsFine() throws Exception {
    Workspaces workspaces = new Workspaces(folder);
    TaskLaunch task = SampleTask.of("noop").launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);

    workspaces.delete(workspace);
    workspaces.delete(workspace);

    assertThat(workspace.folder()).doesNotExist();
  }

  @Test
  void aRemovalThatAKillCutOffIsFinishedAtTheNextStart() throws Exception {
    Workspaces workspaces = new Workspaces(folder);
    TaskLaunch task = SampleTask.of("noop").launch();
    workspaces.of(task.attempt()).prepare(task);
    Path cutOff = folder.resolve(".removed-" + new UUID(1, 2) + "_load_1_1");
    Files.createDirectories(cutOff.resolve("contract"));
    Files.writeString(cutOff.resolve("contract/go"), "");
    Path halfPrepared = Files.createDirectory(folder.resolve(new UUID(1, 2) + "_load_1_2"));
    Path somebodys = Files.createDirectory(folder.resolve("somebodys"));

    workspaces.sweep();

    assertThat(cutOff).doesNotExist();
    assertThat(halfPrepared).doesNotExist();
    assertThat(somebodys).exists();
    assertThat(workspaces.list()).hasSize(1);
  }

  @Test
  void whatAnEarlierRemovalLeftAsideHindersNoLaterOne() throws Exception {
    Workspaces workspaces = new Workspaces(folder);
    TaskLaunch task = SampleTask.of("noop").launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    Path earlier = folder.resolve(".removed-" + workspace.folder().getFileName());
    Files.createDirectories(earlier.resolve("contract"));

    workspaces.delete(workspace);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatWasSetAsideIsNoWorkspaceAnyMore() throws Exception {
    Workspaces workspaces = new Workspaces(folder);
    TaskLaunch task = SampleTask.of("noop").launch();
    Workspace workspace = workspaces.of(task.attempt());
    workspace.prepare(task);
    Files.move(workspace.folder(), folder.resolve(".removed-" + workspace.folder().getFileName()));

    assertThat(workspaces.list()).isEmpty();
    workspaces.sweep();
    assertThat(folder).isEmptyDirectory();
  }
}
