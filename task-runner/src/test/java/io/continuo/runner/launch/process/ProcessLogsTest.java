package io.continuo.runner.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.LogRun;
import io.continuo.dispatch.LogStream;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.CappedLog;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogsTest {
  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void prepare() throws Exception {
    TaskLaunch task = SampleTask.of("process").launch();
    workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
  }

  private void write(String file, byte[] bytes) throws IOException {
    Files.write(
        workspace.folder().resolve(file),
        bytes,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void write(String file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private ProcessLogs follow() {
    return ProcessLogs.follow(workspace, () -> {});
  }

  private String log() throws IOException {
    return Files.exists(workspace.log())
        ? Files.readString(workspace.log(), StandardCharsets.ISO_8859_1)
        : "";
  }

  private List<LogRun> runs() throws IOException {
    byte[] marks = Files.readAllBytes(CappedLog.marksOf(workspace.log()));
    return LogRun.of(Arrays.copyOf(marks, log().length()));
  }

  @Test
  void theStreamsComeTogetherInTheOrderInWhichTheyAreFoundAndStayToldApart() throws Exception {
    ProcessLogs logs = follow();
    write("task.out", "one\n");
    await().until(() -> log().endsWith("one\n"));
    write("task.err", "oh\n");
    await().until(() -> log().endsWith("oh\n"));
    write("task.out", "two\n");

    assertThat(logs.finish()).isEmpty();

    assertThat(log()).isEqualTo("one\noh\ntwo\n");
    assertThat(runs())
        .containsExactly(
            new LogRun(LogStream.STDOUT, 4),
            new LogRun(LogStream.STDERR, 3),
            new LogRun(LogStream.STDOUT, 4));
  }

  @Test
  void whatTheRunnerNotedBeforeTheStartDoesNotCountAsOutput() throws Exception {
    CappedLog.note(workspace.log(), "[continuo: a note]");
    write("task.out", "one\n");

    assertThat(follow().finish()).isEmpty();

    assertThat(log()).isEqualTo("[continuo: a note]\none\n");
    assertThat(runs().getFirst().stream()).isEqualTo(LogStream.RUNNER);
  }

  @Test
  void killedAtAnyByteTheNextRunnerKeepsWhatIsThereAndAddsWhatIsMissing() throws Exception {
    Random random = new Random(3);
    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();
    for (int round = 0; round < 10; round++) {
      out.append("out ").append(round).append('\n');
      err.append("err ").append(round).append('\n');
      write("task.out", "out " + round + "\n");
      write("task.err", "err " + round + "\n");
      String before = log();
      ProcessLogs logs = follow();
      int there = before.length();
      await().until(() -> log().length() > there);
      logs.abandon();
      assertThat(log()).startsWith(before);
      try (var file = Files.newByteChannel(workspace.log(), StandardOpenOption.WRITE)) {
        file.truncate(there + random.nextLong(file.size() - there + 1));
      }
    }

    assertThat(follow().finish()).isEmpty();

    assertThat(of(LogStream.STDOUT)).isEqualTo(out.toString());
    assertThat(of(LogStream.STDERR)).isEqualTo(err.toString());
  }

  private String of(LogStream stream) throws IOException {
    StringBuilder found = new StringBuilder();
    int at = 0;
    for (LogRun run : runs()) {
      found.append(run.stream() == stream ? log().substring(at, at + run.length()) : "");
      at += run.length();
    }
    return found.toString();
  }

  @Test
  void aFloodKeepsItsBeginningAndItsEndAlsoAfterARestart() throws Exception {
    byte[] block = new byte[1 << 20];
    write("task.out", "begin");
    for (int i = 0; i < 40; i++) {
      write("task.out", block);
    }
    ProcessLogs first = follow();
    await().until(() -> log().length() >= CappedLog.HEAD_BYTES);
    first.abandon();
    for (int i = 0; i < 20; i++) {
      write("task.out", block);
    }
    write("task.err", "the end");
    assertThat(follow().finish()).isEmpty();

    long gone = 60L * block.length + 12 - CappedLog.HEAD_BYTES - CappedLog.TAIL_BYTES;
    assertThat(log()).startsWith("begin").endsWith("the end").contains(gone + " bytes left out");
    assertThat(log().length()).isBetween(10 << 20, (10 << 20) + 200);
    assertThat(runs().getLast()).isEqualTo(new LogRun(LogStream.STDERR, 7));
  }

  @Test
  void aFloodOfOneStreamDoesNotPushOutWhatTheOtherSaidMeanwhile() throws Exception {
    write("task.out", new byte[CappedLog.HEAD_BYTES]);
    ProcessLogs first = follow();
    await().until(() -> log().length() == CappedLog.HEAD_BYTES);
    first.abandon();
    write("task.err", "wrong");
    Files.setLastModifiedTime(
        workspace.folder().resolve("task.err"), FileTime.from(Instant.EPOCH)); // first of the two
    write("task.out", new byte[2 << 20]);
    write("task.out", "the end");

    assertThat(follow().finish()).isEmpty();

    assertThat(of(LogStream.STDERR)).isEqualTo("wrong");
    assertThat(of(LogStream.STDOUT)).endsWith("the end");
  }

  @Test
  void aFloodGivesItsPlaceOnTheDiskBack() throws Exception {
    Assumptions.assumeTrue(Session.onPath("fallocate"), "needs fallocate of util-linux");
    byte[] block = new byte[1 << 20];
    ProcessLogs logs = follow();
    for (int i = 0; i < 100; i++) {
      write("task.out", block);
    }
    logs.finish();

    Path out = workspace.folder().resolve("task.out");
    Assumptions.assumeTrue(canPunch(), "this file system keeps what is given back");
    assertThat(Files.size(out)).isEqualTo(100 << 20);
    assertThat(blocks(out)).isLessThan(20L << 20);
  }

  private boolean canPunch() throws Exception {
    Path probe = folder.resolve("probe");
    Files.write(probe, new byte[8192]);
    return new ProcessBuilder("fallocate", "-p", "-o", "0", "-l", "8192", probe.toString())
            .start()
            .waitFor()
        == 0;
  }

  private static long blocks(Path file) throws Exception {
    Process du = new ProcessBuilder("du", "-k", file.toString()).start();
    try (Scanner told = new Scanner(du.getInputStream(), StandardCharsets.UTF_8)) {
      return told.nextLong() * 1024;
    }
  }
}
