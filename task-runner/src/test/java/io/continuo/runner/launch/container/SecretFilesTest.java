package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
  @TempDir Path folder;

  @Test
  void aFileIsReadableInsideTheContainerForAnyUserAndOnlyThere() throws Exception {
    assumeTrue(
        DockerDaemon.answers(Optional.empty()),
        "no Docker daemon answers: container tests are skipped");
    String deep = "/run/secrets/" + "deep/".repeat(30) + "key";
    TaskLaunch task =
        SampleTask.of("container")
            .with("image", Value.of(TestImage.NAME))
            .with("user", Value.of("1234"))
            .with(
                "command",
                "/bin/sh",
                "-c",
                "tr a-z b-za < /key; tr a-z b-za < " + deep + "; stat -c %a:%u /key; echo x > /key")
            .withSecrets("/key=finance/key", deep + "=finance/deep")
            .launch();
    Workspace workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
    Secrets secrets =
        new Secrets(Map.of(), Map.of("/key", bytes("hunter2\n"), deep, bytes("deeper\n")));
    try (DockerClient docker = DockerDaemon.connect(Optional.empty());
        var launcher =
            new ContainerLauncher(docker, "test-" + UUID.randomUUID(), Settings.usual())) {
      TestImage.ensure(docker);
      Running running = launcher.launch(task, workspace, secrets);
      try {
        assertThat(running.await()).isEqualTo(Ending.exited(1));
        assertThat(workspace.log())
            .content()
            .contains(
                "ivoufs2\n", "effqfs\n", "444:0\n", "ermission denied"); // two streams, any order
        try (Stream<Path> files = Files.walk(folder)) {
          assertThat(files.filter(Files::isRegularFile))
              .noneMatch(file -> read(file).contains("hunter2"));
        }
      } finally {
        running.remove();
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
