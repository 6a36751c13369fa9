package io.continuo.runner.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.secret.SecretStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a task that prints its secret, with runners that are killed at any chunk. */
class MaskingSinkTest {
  private static final String SECRET = "abcabcabd";

  @TempDir Path folder;
  private final TaskLaunch task = SampleTask.of("process").withSecrets("KEY=finance/key").launch();
  private final byte[] received = new byte[1 << 16];
  private String printed = "";
  private int end;
  private Workspace workspace;
  private SecretStore store = store(Optional.of(SECRET));

  @BeforeEach
  void prepare() throws Exception {
    workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
  }

  private static SecretStore store(Optional<String> value) {
    return new SecretStore(
        Map.of("test", _ -> value.map(text -> text.getBytes(StandardCharsets.UTF_8))), false);
  }

  /** As the gateway does: each chunk at its offset, whatever came before. */
  private void receive(LogChunk chunk) {
    int length = chunk.bytes().remaining();
    chunk.bytes().get(received, (int) chunk.offset(), length);
    end = Math.max(end, (int) chunk.offset() + length);
  }

  private String log() {
    return new String(received, 0, end, StandardCharsets.UTF_8);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** How far a log came that was printed so far, as a runner notes it after each chunk. */
  private int journal;

  /** A process of the runner: ships some chunks of what is there, and is killed somewhere. */
  private void follow(Random random) throws InterruptedException {
    boolean killedBeforeSending = random.nextBoolean();
    int[] left = {random.nextInt(4)};
    LogSink mortal =
        chunk -> {
          boolean killed = left[0]-- == 0;
          if (!killed || !killedBeforeSending) {
            receive(chunk);
          }
          if (killed) {
            throw new Killed();
          }
        };
    LogSink sink = masking(mortal);
    try {
      while (journal < printed.length()) {
        int next = Math.min(printed.length(), journal + 1 + random.nextInt(12));
        ship(sink, next, false);
        if (random.nextInt(5) == 0) {
          throw new Killed(); // sent, and not noted
        }
        journal = next;
      }
    } catch (Killed _) {
      // the next one goes on
    }
  }

  private void ship(LogSink sink, int next, boolean last) throws InterruptedException {
    byte[] bytes = printed.substring(journal, next).getBytes(StandardCharsets.UTF_8);
    sink.ship(new LogChunk(task.attempt(), journal, ByteBuffer.wrap(bytes), last));
  }

  private LogSink masking(LogSink sink) {
    return MaskingSink.around(sink, new AttemptSecrets(task, store, true), workspace);
  }

  @Test
  void theSameLogComesOutWhereverRunnersAreKilled() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      folder = folder.resolve("" + seed);
      prepare();
      end = 0;
      journal = 0;
      printed = "";
      for (int i = 0; i < 12; i++) {
        printed += random.nextBoolean() ? SECRET : SECRET.substring(0, random.nextInt(9)) + "c";
        follow(random);
      }
      ship(masking(this::receive), printed.length(), true);
      assertThat(log()).as("seed %d", seed).isEqualTo(masked(printed));
    }
  }

  private static String masked(String text) {
    StringBuilder masked = new StringBuilder(text);
    for (int at = text.indexOf(SECRET); at >= 0; at = text.indexOf(SECRET, at + 1)) {
      masked.replace(at, at + SECRET.length(), "*".repeat(SECRET.length()));
    }
    return masked.toString();
  }

  @Test
  void aLogWhoseSecretsAreNotKnownAnyMoreIsWithheldWithALineThatSaysSo() throws Exception {
    Files.writeString(workspace.log(), SECRET + "\n" + ("x".repeat(99) + "\n").repeat(4));
    store = store(Optional.empty());
    LogTail tail = new LogTail(workspace, this::receive, new AttemptSecrets(task, store, true));
    tail.complete(true);

    tail.run();

    assertThat(log())
        .startsWith("[continuo: the secrets of this attempt cannot be read any more")
        .contains("finance/key")
        .doesNotContain(SECRET)
        .doesNotContain("xxx")
        .hasSize(Math.toIntExact(Files.size(workspace.log())));
  }
}
