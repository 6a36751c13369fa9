package io.continuo.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.LogChunk;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
  private static final ExecutionId EXECUTION = new ExecutionId(new UUID(1, 2));

  @TempDir Path folder;

  @Test
  void chunksInAnyOrderAndTwiceGiveTheSameLog() throws IOException {
    LogStore store = new LogStore(folder);
    AttemptId attempt = new AttemptId(EXECUTION, "extract", 1, 1);

    store.write(chunk(attempt, 6, "world", true));
    store.write(chunk(attempt, 0, "hello ", false));
    store.write(chunk(attempt, 0, "hello ", false));

    assertThat(text(store.read(attempt, 0, 100))).isEqualTo("hello world");
    assertThat(text(store.read(attempt, 4, 3))).isEqualTo("o w");
    assertThat(store.read(attempt, 50, 3)).isEmpty();
    assertThat(store.isComplete(attempt)).isTrue();
  }

  @Test
  void aLogThatTheDiskDoesNotTakeEndsWithAMarkAndOthersGoOn() throws IOException {
    LogStore store = new LogStore(folder);
    AttemptId lost = new AttemptId(EXECUTION, "lost", 1, 1);
    AttemptId kept = new AttemptId(EXECUTION, "kept", 1, 1);
    // A file where the folder of this task would be: the disk refuses it, as a full one would.
    Files.createDirectories(folder.resolve(EXECUTION.toString()));
    Files.writeString(folder.resolve(EXECUTION.toString()).resolve("t-lost"), "in the way");

    store.write(chunk(lost, 0, "gone", false));
    store.write(chunk(lost, 4, "gone too", false));
    store.write(chunk(kept, 0, "here", false));

    assertThat(store.lostBytes()).isEqualTo(12);
    assertThat(store.cutOffAt(lost)).contains(0L);
    assertThat(store.isComplete(lost)).isTrue();
    assertThat(text(store.read(kept, 0, 10))).isEqualTo("here");
  }

  @Test
  void aTaskNameCannotLeadOutOfTheFolder() throws IOException {
    LogStore store = new LogStore(folder.resolve("logs"));

    store.write(chunk(new AttemptId(EXECUTION, "..", 1, 1), 0, "x", true));
    store.write(chunk(new AttemptId(EXECUTION, "a/b", 1, 1), 0, "x", true));

    try (Stream<Path> outside = Files.list(folder)) {
      assertThat(outside).containsExactly(folder.resolve("logs"));
    }
  }

  private static LogChunk chunk(AttemptId attempt, long offset, String text, boolean last) {
    return new LogChunk(
        attempt, offset, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), last);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
