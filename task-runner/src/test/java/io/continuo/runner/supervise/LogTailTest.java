package io.continuo.runner.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder;
  private final List<LogChunk> shipped = new ArrayList<>();
  private Workspace workspace;

  @BeforeEach
  void prepare() throws Exception {
    TaskLaunch task = SampleTask.of("process").launch();
    workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
  }

  private void shipAll() throws InterruptedException {
    LogTail tail = new LogTail(workspace, shipped::add);
    tail.complete();
    tail.run();
  }

  private String text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (LogChunk chunk : shipped) {
      assertThat(chunk.offset()).isEqualTo(bytes.size());
      bytes.writeBytes(chunk.bytes().array());
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLogEndsWithALastChunk() throws Exception {
    Files.writeString(workspace.log(), "one\ntwo\n");

    shipAll();

    assertThat(text()).isEqualTo("one\ntwo\n");
    assertThat(shipped)
        .extracting(LogChunk::last)
        .endsWith(true)
        .filteredOn(last -> last)
        .hasSize(1);
  }

  @Test
  void aTaskWithoutOutputHasAnEmptyLogThatEnds() throws Exception {
    shipAll();

    assertThat(shipped).hasSize(1);
    assertThat(shipped.getFirst().last()).isTrue();
  }

  @Test
  void theNextProcessGoesOnWhereThisOneStopped() throws Exception {
    Files.writeString(workspace.log(), "one\n");
    shipAll();
    shipped.removeLast();
    Files.writeString(workspace.log(), "two\n", StandardOpenOption.APPEND);

    shipAll();

    assertThat(text()).isEqualTo("one\ntwo\n");
  }

  @Test
  void aFloodKeepsItsBeginningAndItsEnd() throws Exception {
    byte[] flood = new byte[12 << 20];
    java.util.Arrays.fill(flood, (byte) '.');
    flood[0] = 'b';
    flood[flood.length - 1] = 'e';
    Files.write(workspace.log(), flood);

    shipAll();

    assertThat(text())
        .startsWith("b")
        .endsWith("e")
        .contains((2 << 20) + " bytes left out")
        .hasSizeLessThan((10 << 20) + 200);
  }

  @Test
  void aDamagedJournalEndsTheLogInsteadOfTheTask() throws Exception {
    workspace.write("shipped", "??");
    Files.writeString(workspace.log(), "one\n");

    shipAll();

    assertThat(shipped).hasSize(1);
    assertThat(shipped.getFirst().last()).isTrue();
  }
}
