package io.continuo.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.LogRun;
import io.continuo.dispatch.LogStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CappedLogTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("task.log");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aStreamReadAgainFromItsStartIsNotDoubled() throws Exception {
    try (CappedLog log = new CappedLog(file())) {
      log.append(bytes("one "));
    }
    try (CappedLog log = new CappedLog(file())) {
      log.fromStart();
      log.append(bytes("one tw"));
      log.fromStart();
      log.append(bytes("one "));
      log.append(bytes("two three"));
      log.finish();
    }

    assertThat(Files.readString(file())).isEqualTo("one two three");
  }

  @Test
  void aFloodKeepsItsBeginningAndItsEndAndSaysWhatIsMissing() throws Exception {
    byte[] block = new byte[1 << 20];
    try (CappedLog log = new CappedLog(file())) {
      log.append(bytes("begin"));
      for (int i = 0; i < 12; i++) {
        log.append(block);
      }
      log.append(bytes("the end"));
      log.finish();
    }

    String kept = Files.readString(file(), StandardCharsets.ISO_8859_1);
    long gone = 12L * block.length + 12 - CappedLog.HEAD_BYTES - CappedLog.TAIL_BYTES;
    assertThat(kept).startsWith("begin").endsWith("the end").contains(gone + " bytes left out");
    assertThat(kept.length()).isBetween(10 << 20, (10 << 20) + 200);
  }

  @Test
  void aFinishedFloodReadAgainGivesTheSameFile() throws Exception {
    byte[] flood = new byte[11 << 20];
    flood[flood.length - 1] = 'x';
    try (CappedLog log = new CappedLog(file())) {
      log.append(flood);
      log.finish();
    }
    byte[] first = Files.readAllBytes(file());
    try (CappedLog log = new CappedLog(file())) {
      log.fromStart();
      log.append(flood);
      log.finish();
    }

    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }

  /** One piece of a made-up task's output. */
  private record Piece(LogStream stream, ByteBuffer bytes) {}

  @Test
  void howeverOftenTheRunnerIsRestartedTheSameBytesOfTheSameStreamsAreKept() throws Exception {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      List<Piece> pieces = pieces(random);
      Path undisturbed = folder.resolve("undisturbed-" + seed);
      try (CappedLog log = new CappedLog(undisturbed)) {
        append(log, pieces);
        log.finish();
      }
      Path restarted = folder.resolve("restarted-" + seed);
      for (int kills = random.nextInt(4); kills > 0; kills--) {
        try (CappedLog log = new CappedLog(restarted)) {
          append(log, pieces.subList(0, random.nextInt(pieces.size())));
        }
        tear(restarted, random);
      }
      try (CappedLog log = new CappedLog(restarted)) {
        append(log, pieces);
        log.finish();
      }

      assertThat(Files.readAllBytes(restarted)).isEqualTo(Files.readAllBytes(undisturbed));
      assertThat(runs(restarted)).as("seed " + seed).isEqualTo(runs(undisturbed));
    }
  }

  private static List<Piece> pieces(Random random) {
    List<Piece> pieces = new ArrayList<>();
    int most = random.nextBoolean() ? 600_000 : 2_000;
    for (int i = random.nextInt(60); i >= 0; i--) {
      byte[] bytes = new byte[random.nextInt(most)];
      random.nextBytes(bytes);
      pieces.add(
          new Piece(
              random.nextBoolean() ? LogStream.STDOUT : LogStream.STDERR, ByteBuffer.wrap(bytes)));
    }
    return pieces;
  }

  private static void append(CappedLog log, List<Piece> pieces) throws IOException {
    log.fromStart();
    for (Piece piece : pieces) {
      log.append(piece.stream(), piece.bytes().array());
    }
  }

  /** As after a kill in the middle of a write: marks come first, so they may be further. */
  private static void tear(Path log, Random random) throws IOException {
    if (!Files.exists(log)) {
      return; // nothing was written yet
    }
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
      file.truncate(Math.max(0, file.size() - random.nextInt(1_000)));
    }
  }

  private static List<LogRun> runs(Path log) throws IOException {
    byte[] marks = Files.readAllBytes(CappedLog.marksOf(log));
    return LogRun.of(Arrays.copyOf(marks, Math.toIntExact(Files.size(log))));
  }

  @Test
  void aLogWithoutAByteHasNoFiles() throws Exception {
    try (CappedLog log = new CappedLog(file())) {
      log.append(bytes(""));
      log.finish();
      assertThat(log.count(LogStream.STDERR)).isZero();
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFinishedLogDoesNotChangeAnyMore() throws Exception {
    try (CappedLog log = new CappedLog(file())) {
      log.append(bytes("one"));
      log.finish();
    }
    try (CappedLog log = new CappedLog(file())) {
      log.goOn();
      log.append(bytes("two"));
      log.finish();
    }

    assertThat(file()).hasContent("one");
  }
}
