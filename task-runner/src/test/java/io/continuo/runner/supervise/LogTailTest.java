package io.continuo.runner.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.LogRun;
import io.continuo.dispatch.LogStream;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.CappedLog;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.secret.SecretStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder;
  private final List<LogChunk> shipped = new ArrayList<>();
  private final TaskLaunch task = SampleTask.of("process").launch();
  private Workspace workspace;

  @BeforeEach
  void prepare() throws Exception {
    workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
  }

  private void shipAll() throws InterruptedException {
    shipAll(false);
  }

  private void shipAll(boolean quietly) throws InterruptedException {
    LogTail tail = tail(shipped::add);
    tail.complete(quietly);
    tail.run();
  }

  private LogTail tail(LogSink sink) {
    return new LogTail(workspace, sink, new AttemptSecrets(task, SecretStore.none(), false));
  }

  /** What is there, by a process that ends before the task does. */
  private void shipBeginning() throws Exception {
    Thread tail = tail(shipped::add).start("tail");
    await().until(() -> workspace.read("shipped").isPresent());
    tail.interrupt();
    tail.join();
  }

  private String text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (LogChunk chunk : shipped) {
      assertThat(chunk.offset()).isEqualTo(bytes.size());
      bytes.write(chunk.bytes().array(), 0, chunk.bytes().limit());
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theLastChunkOfALogSaysSo() throws Exception {
    Files.writeString(workspace.log(), "one\ntwo\n");

    shipAll();

    assertThat(text()).isEqualTo("one\ntwo\n");
    assertThat(shipped).extracting(LogChunk::last).containsExactly(true);
  }

  @Test
  void whatWasShippedToTheLastByteIsEndedByAChunkOfNone() throws Exception {
    Files.writeString(workspace.log(), "one\n");
    shipBeginning();

    shipAll();

    assertThat(text()).isEqualTo("one\n");
    assertThat(shipped).extracting(LogChunk::last).containsExactly(false, true);
  }

  @Test
  void aTaskWithoutOutputHasAnEmptyLogThatEnds() throws Exception {
    shipAll();

    assertThat(shipped).hasSize(1);
    assertThat(shipped.getFirst().last()).isTrue();
  }

  @Test
  void anEndThatIsKnownAnywayHasNoChunkOfItsOwn() throws Exception {
    shipAll(true);
    assertThat(shipped).isEmpty();

    Files.writeString(workspace.log(), "one\n");
    shipBeginning();
    shipAll(true);
    assertThat(shipped).extracting(LogChunk::last).containsExactly(false);

    Files.writeString(workspace.log(), "two\n", StandardOpenOption.APPEND);
    shipAll(true);
    assertThat(text()).isEqualTo("one\ntwo\n");
    assertThat(shipped).extracting(LogChunk::last).containsExactly(false, true);
  }

  @Test
  void theNextProcessGoesOnWhereThisOneStopped() throws Exception {
    Files.writeString(workspace.log(), "one\n");
    shipBeginning();
    Files.writeString(workspace.log(), "two\n", StandardOpenOption.APPEND);

    shipAll();

    assertThat(text()).isEqualTo("one\ntwo\n");
  }

  @Test
  void aFloodKeepsItsBeginningAndItsEnd() throws Exception {
    byte[] flood = new byte[12 << 20];
    Arrays.fill(flood, (byte) '.');
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

  @Test
  void killedAtAnyPointTheNextProcessLosesNothingAndRepeatsWhatItRepeats() throws Exception {
    Random random = new Random(7);
    try (CappedLog log = new CappedLog(workspace.log())) {
      log.goOn();
      byte[] piece = new byte[150_000];
      for (int i = 0; i < 80; i++) {
        random.nextBytes(piece);
        log.append(i % 3 == 0 ? LogStream.STDERR : LogStream.STDOUT, piece);
      }
      log.finish();
    }
    byte[] whole = Files.readAllBytes(workspace.log());

    for (int killed = 0; shipped.stream().noneMatch(LogChunk::last); killed++) {
      LogSink dies = dyingAfter(killed % 5);
      LogTail tail = tail(dies);
      tail.complete(false);
      var _ = catchThrowable(tail::run);
    }

    byte[] received = new byte[whole.length];
    LogStream[] streams = new LogStream[whole.length];
    for (LogChunk chunk : shipped) {
      int at = Math.toIntExact(chunk.offset());
      for (LogRun run : chunk.runs()) {
        Arrays.fill(streams, at, at + run.length(), run.stream());
        at += run.length();
      }
      chunk.bytes().duplicate().get(received, (int) chunk.offset(), chunk.bytes().remaining());
    }
    assertThat(received).isEqualTo(whole);
    assertThat(streams[0]).isEqualTo(LogStream.STDERR);
    assertThat(streams[CappedLog.HEAD_BYTES]).isEqualTo(LogStream.RUNNER);
  }

  /** Every other time it dies before a chunk is durable, and every other time after. */
  private LogSink dyingAfter(int chunks) {
    AtomicInteger left = new AtomicInteger(chunks);
    return chunk -> {
      if (left.getAndDecrement() > 0) {
        shipped.add(chunk);
        return;
      }
      if (chunks % 2 == 0) {
        shipped.add(chunk);
      }
      throw new IllegalStateException("killed");
    };
  }

  @Test
  void aRunnerThatClosesDoesNotSayThatTheLogIsOver() throws Exception {
    Files.writeString(workspace.log(), "one\n");
    Thread.currentThread().interrupt();

    assertThat(catchThrowable(this::shipAll)).isInstanceOf(InterruptedException.class);
    shipAll();

    assertThat(text()).isEqualTo("one\n");
  }

  @Test
  void bytesThatChangeTheirStreamAllTheTimeStaySmallEnoughForARecord() throws Exception {
    byte[] letter = {'x'};
    try (CappedLog log = new CappedLog(workspace.log())) {
      for (int i = 0; i < 50_000; i++) {
        log.append(i % 2 == 0 ? LogStream.STDERR : LogStream.STDOUT, letter);
      }
      log.finish();
    }

    shipAll();

    assertThat(text()).hasSize(50_000);
    assertThat(shipped).allMatch(chunk -> chunk.runs().size() <= 20_000);
  }
}
