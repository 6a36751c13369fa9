package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.launch.container.files.ContractMount;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractMountTest {
  @TempDir Path folder;
  private final TaskLaunch task = SampleTask.of("container").launch();
  private Workspace workspace;
  private Path inputs;

  @BeforeEach
  void prepare() throws Exception {
    workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
    inputs = workspace.folder().resolve("contract/inputs.json");
  }

  @Test
  void aSecondLaunchOfTheSameAttemptFindsTheInputsThere() throws Exception {
    ContractMount.prepare(workspace);
    ContractMount.prepare(workspace);

    assertThat(inputs).hasSameTextualContentAs(workspace.inputs());
  }

  @Test
  void aCopyThatAKillCutOffIsReplaced() throws Exception {
    Files.createDirectories(inputs.getParent());
    Files.writeString(inputs, "{ \"ha");

    ContractMount.prepare(workspace);

    assertThat(inputs).hasSameTextualContentAs(workspace.inputs());
  }

  @Test
  void aLinkThatAContainerPutThereIsNotFollowed() throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "untouched");
    Files.createDirectories(inputs.getParent());
    Files.createSymbolicLink(inputs, other);

    ContractMount.prepare(workspace);

    assertThat(other).hasContent("untouched");
    assertThat(inputs).isRegularFile().hasSameTextualContentAs(workspace.inputs());
    assertThat(Files.isSymbolicLink(inputs)).isFalse();
  }
}
