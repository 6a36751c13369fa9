package io.continuo.runner.launch.http;

import io.continuo.runner.launch.Workspace;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a workspace keeps of a remote job, so that the next process of the runner takes it up. */
record JobFiles(Workspace workspace) {
  private static final String SENT = "job.sent";
  private static final String CREATED = "job.created";
  private static final String STOPPED = "job.stopped";
  private static final int SHOWN_BYTES = 64 << 10;

  /** Whether the job may exist: its request was sent, answered or not. */
  boolean isSent() {
    return workspace.has(SENT);
  }

  void markSent() throws IOException {
    workspace.write(SENT, "");
  }

  /** The answer that created the job. */
  Optional<byte[]> created() throws IOException {
    Path file = workspace.folder().resolve(CREATED);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /** Keeps the answer, on the disk when it returns. */
  void keepCreated(byte[] answer) throws IOException {
    Path part = workspace.folder().resolve(CREATED + ".part");
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(0);
      ByteBuffer bytes = ByteBuffer.wrap(answer);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(
        part,
        workspace.folder().resolve(CREATED),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** The grace period, if it was asked to stop. */
  Optional<Duration> stopped() throws IOException {
    try {
      return workspace.read(STOPPED).map(Duration::parse);
    } catch (DateTimeParseException _) {
      return Optional.of(Duration.ZERO);
    }
  }

  void markStopped(Duration grace) throws IOException {
    workspace.write(STOPPED, grace.toString());
  }

  /** The answer as a value that can be referred to, if it is JSON. */
  static Optional<Value> value(byte[] answer) {
    try {
      return Optional.of(ValueJson.read(new String(answer, StandardCharsets.UTF_8)));
    } catch (UndecodableException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Adds a line to the task's log. */
  void log(String line) throws IOException {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    append((time + " " + line + "\n").getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
  }

  /** Adds the beginning of an answer to the task's log. */
  void logAnswer(byte[] answer) throws IOException {
    append(answer, SHOWN_BYTES);
    append(new byte[] {'\n'}, 1);
  }

  private void append(byte[] bytes, int max) throws IOException {
    try (FileChannel file =
        FileChannel.open(workspace.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer left = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, max));
      while (left.hasRemaining()) {
        file.write(left);
      }
    }
  }
}
