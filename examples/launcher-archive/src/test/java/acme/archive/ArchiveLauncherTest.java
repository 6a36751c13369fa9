package acme.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherContract;
import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.OutputsFile;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspaces;
import io.continuo.spec.SpecSchema;
import io.continuo.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every launcher must do, and then what this one does. */
class ArchiveLauncherTest extends LauncherContract {
  @TempDir private Path data;

  @Override
  protected Launcher newLauncher(Workspaces workspaces) throws IOException {
    Files.createDirectories(data.resolve("in/deep"));
    Files.writeString(data.resolve("in/a.csv"), "1");
    Files.writeString(data.resolve("in/deep/b.csv"), "22");
    Files.writeString(data.resolve("in/notes.txt"), "333");
    LauncherSettings settings =
        new LauncherSettings("launcher.acme.archive.", Map.of("folder", data.toString()));
    return new ArchiveLauncherFactory().create(new LauncherContext("runner", workspaces, settings));
  }

  @Override
  protected SampleTask succeeding() {
    return SampleTask.of("acme.archive")
        .with("from", Value.of("in"))
        .with("to", Value.of("out/all.zip"));
  }

  @Test
  void theFilesThatTheGlobsFindAreInTheArchiveAndCounted() throws Exception {
    TaskLaunch task =
        succeeding()
            .with("include", "**.csv")
            .with("level", Value.of(9))
            .declaringOutputs()
            .launch();

    Running running = launch(task);
    assertThat(running.await()).isEqualTo(Ending.exited(0));
    running.remove();

    Path archive = data.resolve("out/all.zip");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("a.csv", "deep/b.csv");
    }
    assertThat(OutputsFile.read(workspaces.of(task.attempt()).outputs(), true))
        .isEqualTo(
            new OutputsFile.Read(
                new Value.Fields(
                    Map.of(
                        "files", Value.of(2),
                        "bytes", Value.of(Files.size(archive)),
                        "path", Value.of(archive.toString())))));
    assertThat(Files.readString(workspaces.of(task.attempt()).log()))
        .isEqualTo("a.csv\ndeep/b.csv\n");
    assertThat(archive.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aFolderThatIsNotThereIsTheUsersFault() throws Exception {
    Running running = launch(succeeding().with("from", Value.of("nowhere")).launch());

    assertThat(running.await())
        .isInstanceOfSatisfying(
            Ending.Broken.class,
            broken -> {
              assertThat(broken.fault()).isEqualTo(Fault.USER);
              assertThat(broken.message()).contains("nowhere", "'from'");
            });
    running.remove();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other", "/etc", "in/../../x"})
  void nothingOutsideTheFolderIsTouched(String path) {
    assertThatThrownBy(() -> launch(succeeding().with("from", Value.of(path)).launch()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("'from'")
        .hasMessageContaining(path);
  }

  @Test
  void theSchemaAcceptsWhatTheLauncherTakesAndNothingElse() {
    SpecSchema schema = SpecSchema.of(new ArchiveLauncherFactory().schema().orElseThrow());

    assertThat(schema.faults(succeeding().with("include", "**.csv").launch().spec())).isEmpty();
    assertThat(
            schema.faults(
                succeeding()
                    .with("to", Value.of("all.tar"))
                    .with("level", Value.of(10))
                    .with("incldue", "**.csv")
                    .launch()
                    .spec()))
        .extracting(fault -> fault.pointer())
        .containsExactlyInAnyOrder("/to", "/level", "/incldue");
  }
}
