package io.continuo.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.LogRun;
import io.continuo.dispatch.LogStream;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
  private static final ExecutionId EXECUTION = new ExecutionId(new UUID(1, 2));
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path folder;

  private LogStore store(Path root, long maxBytes) {
    return new LogStore(
        root, new LogLimits(Duration.ofDays(14), maxBytes), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private LogStore store() {
    return store(folder, Long.MAX_VALUE);
  }

  @Test
  void chunksInAnyOrderAndTwiceGiveTheSameLog() throws IOException {
    LogStore store = store();
    AttemptId attempt = attempt("extract");

    store.write(chunk(attempt, 6, "world", true), NOW);
    store.write(chunk(attempt, 0, "hello ", false), NOW);
    store.write(chunk(attempt, 0, "hello ", false), NOW);

    assertThat(text(store.read(attempt, 0, 100))).isEqualTo("hello world");
    assertThat(text(store.read(attempt, 4, 3))).isEqualTo("o w");
    assertThat(store.read(attempt, 50, 3).isEmpty()).isTrue();
    assertThat(store.isComplete(attempt)).isTrue();
  }

  @Test
  void doubledReorderedAndMissingChunksLeaveWhatCameInItsPlaceAndOfItsStream() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      AttemptId attempt = attempt("seed-" + seed);
      byte[] bytes = new byte[random.nextInt(3_000) + 1];
      random.nextBytes(bytes);
      byte[] marks = new byte[bytes.length];
      for (int i = 0; i < marks.length; i++) {
        marks[i] = i > 0 && random.nextInt(5) > 0 ? marks[i - 1] : (byte) (1 + random.nextInt(3));
      }
      List<LogChunk> arriving = new ArrayList<>();
      byte[] expected = new byte[bytes.length];
      for (int at = 0; at < bytes.length; ) {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(400));
        if (random.nextInt(6) > 0) {
          LogChunk chunk =
              new LogChunk(
                  attempt,
                  at,
                  ByteBuffer.wrap(bytes, at, end - at),
                  false,
                  LogRun.of(Arrays.copyOfRange(marks, at, end)));
          arriving.addAll(Collections.nCopies(1 + random.nextInt(2), chunk));
          System.arraycopy(marks, at, expected, at, end - at);
        }
        at = end;
      }
      Collections.shuffle(arriving, random);
      LogStore store = store();
      arriving.forEach(chunk -> store.write(chunk, NOW));

      for (LogStream stream : LogStream.values()) {
        assertThat(read(store, attempt, Optional.of(stream), 1 + random.nextInt(500)))
            .as("seed " + seed + " " + stream)
            .isEqualTo(chosen(bytes, expected, stream));
      }
    }
  }

  private static byte[] read(
      LogStore store, AttemptId attempt, Optional<LogStream> stream, int limit) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    long offset = 0;
    while (true) {
      LogSlice slice = store.read(attempt, offset, limit);
      if (slice.isEmpty()) {
        return all.toByteArray();
      }
      all.writeBytes(slice.bytes(stream));
      offset = slice.next();
    }
  }

  private static byte[] chosen(byte[] bytes, byte[] marks, LogStream stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      if (marks[i] == stream.mark()) {
        all.write(bytes[i]);
      }
    }
    return all.toByteArray();
  }

  @Test
  void aLogFromBeforeStreamsWereToldApartIsStandardOutput() throws IOException {
    LogStore store = store();
    AttemptId attempt = attempt("old");
    store.write(chunk(attempt, 0, "old ", false), NOW);
    Files.delete(new LogFiles(folder).streams(attempt));

    assertThat(text(store.read(attempt, 0, 100))).isEqualTo("old ");
    store.write(chunk(attempt, 4, "new", false), NOW);
    assertThat(text(store.read(attempt, 0, 100))).isEqualTo("old new");
  }

  @Test
  void aLogThatTheDiskDoesNotTakeEndsWithAMarkAndOthersGoOn() throws IOException {
    LogStore store = store();
    AttemptId lost = attempt("lost");
    AttemptId kept = attempt("kept");
    // A file where the folder of this task would be: the disk refuses it, as a full one would.
    Files.createDirectories(folder.resolve(EXECUTION.toString()));
    Files.writeString(folder.resolve(EXECUTION.toString()).resolve("t-lost"), "in the way");

    store.write(chunk(lost, 0, "gone", false), NOW);
    store.write(chunk(lost, 4, "gone too", false), NOW);
    store.write(chunk(kept, 0, "here", false), NOW);

    assertThat(store.lostBytes()).isEqualTo(12);
    assertThat(store.cutOffAt(lost)).contains(0L);
    assertThat(store.isComplete(lost)).isTrue();
    assertThat(text(store.read(kept, 0, 10))).isEqualTo("here");
  }

  @Test
  void aTaskNameCannotLeadOutOfTheFolder() throws IOException {
    LogStore store = store(folder.resolve("logs"), Long.MAX_VALUE);

    store.write(chunk(attempt(".."), 0, "x", true), NOW);
    store.write(chunk(attempt("a/b"), 0, "x", true), NOW);

    try (Stream<Path> outside = Files.list(folder)) {
      assertThat(outside).containsExactly(folder.resolve("logs"));
    }
  }

  @Test
  void whatWasNotWrittenToForTheRetentionGoesAndDoesNotComeBack() throws IOException {
    LogStore store = store();
    AttemptId old = attempt("old");
    AttemptId quiet = attempt("quiet");
    Instant before = NOW.minus(Duration.ofDays(15));
    Instant within = NOW.minus(Duration.ofDays(13));
    Path leftAlone = folder.resolve("positions.properties");
    Files.writeString(leftAlone, "0=1");
    store(folder, 100).write(chunk(old, 0, "x", true), NOW);
    store.write(chunk(old, 0, "old", true), before);
    store.write(chunk(quiet, 0, "be", false), within);
    store.write(chunk(quiet, 2, "fore", false), before);
    store.write(chunk(quiet, 6, "!", true), within);

    store.sweep();
    store.write(chunk(old, 0, "old", true), before); // a gateway that reads the topic again

    assertThat(store.isExpired(old, before)).isTrue();
    assertThat(store.read(old, 0, 10).isEmpty()).isTrue();
    assertThat(store.isExpired(quiet, within)).isFalse();
    assertThat(text(store.read(quiet, 0, 10))).isEqualTo("before!");
    assertThat(leftAlone).exists();
  }

  @Test
  void whenAllIsTooMuchTheOldestGoAndDoNotComeBackAfterARestart() throws IOException {
    LogStore store = store(folder, 200);
    for (int i = 0; i < 5; i++) {
      store.write(chunk(attempt("t" + i), 0, "x".repeat(60), true), NOW.minusSeconds(900 - i * 60));
    }

    store.sweep();
    LogStore restarted = store(folder, 200);
    for (int i = 0; i < 5; i++) {
      restarted.write(
          chunk(attempt("t" + i), 0, "x".repeat(60), true), NOW.minusSeconds(900 - i * 60));
    }

    for (int i = 0; i < 5; i++) {
      assertThat(restarted.read(attempt("t" + i), 0, 100).isEmpty()).as("t" + i).isEqualTo(i < 3);
    }
    assertThat(restarted.isExpired(attempt("t0"), NOW.minusSeconds(900))).isTrue();
    assertThat(restarted.isExpired(attempt("no-output-yet"), NOW)).isFalse();
  }

  private static AttemptId attempt(String task) {
    return new AttemptId(EXECUTION, task, 1, 1);
  }

  private static LogChunk chunk(AttemptId attempt, long offset, String text, boolean last) {
    return new LogChunk(
        attempt, offset, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), last);
  }

  private static String text(LogSlice slice) {
    return new String(slice.bytes(Optional.empty()), StandardCharsets.UTF_8);
  }
}
