package io.continuo.runner.supervise;

import io.continuo.dispatch.LogChunk;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships one attempt's log file while it grows. How far it came is noted beside the file, so that a
 * restarted runner goes on there; a chunk sent twice has the same offset and bytes.
 */
final class LogTail {
  /** A log keeps its first 9 MiB and its last 1 MiB. */
  static final long HEAD_BYTES = 9 << 20;

  static final long TAIL_BYTES = 1 << 20;
  private static final int CHUNK_BYTES = 256 << 10;
  private static final long LOOK_EVERY_MS = 150;
  private static final String JOURNAL = "shipped";
  private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

  private final Workspace workspace;
  private final LogSink sink;
  private volatile boolean complete;
  private long shipped;

  LogTail(Workspace workspace, LogSink sink) {
    this.workspace = workspace;
    this.sink = sink;
  }

  /** Says that the file grows no more; {@link #run} then ships the rest and returns. */
  void complete() {
    complete = true;
  }

  /** Follows the file until it is complete and shipped. */
  void run() throws InterruptedException {
    try {
      shipped = workspace.read(JOURNAL).map(String::strip).map(Long::parseLong).orElse(0L);
      while (!complete) {
        shipUpTo(Math.min(size(), HEAD_BYTES));
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      }
      finish();
    } catch (IOException | NumberFormatException e) {
      LOG.warn("{}: its log cannot be shipped any further: {}", workspace.attempt(), e.toString());
      sink.ship(new LogChunk(workspace.attempt(), shipped, ByteBuffer.allocate(0), true));
    }
  }

  private void finish() throws IOException, InterruptedException {
    long size = size();
    boolean whole =
        size <= HEAD_BYTES + TAIL_BYTES + 1024; // a launcher's own gap line fits in as well
    shipUpTo(whole ? size : HEAD_BYTES);
    if (!whole) {
      long gone = size - HEAD_BYTES - TAIL_BYTES;
      ship(
          bytes(
              "\n[continuo: %d bytes left out here, a log keeps its first 9 and its last 1 MiB]\n"
                  .formatted(gone)),
          false);
      for (long at = size - TAIL_BYTES; at < size; at += CHUNK_BYTES) {
        ship(read(at, (int) Math.min(CHUNK_BYTES, size - at)), false);
      }
    }
    ship(ByteBuffer.allocate(0), true);
  }

  private void shipUpTo(long end) throws IOException, InterruptedException {
    while (shipped < end) {
      ship(read(shipped, (int) Math.min(CHUNK_BYTES, end - shipped)), false);
      workspace.write(JOURNAL, Long.toString(shipped));
    }
  }

  private void ship(ByteBuffer bytes, boolean last) throws InterruptedException {
    int length = bytes.remaining();
    sink.ship(new LogChunk(workspace.attempt(), shipped, bytes, last));
    shipped += length;
  }

  private long size() throws IOException {
    return Files.exists(workspace.log()) ? Files.size(workspace.log()) : 0;
  }

  private ByteBuffer read(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try (FileChannel file = FileChannel.open(workspace.log(), StandardOpenOption.READ)) {
      while (bytes.hasRemaining()) {
        if (file.read(bytes, from + bytes.position()) < 0) {
          throw new IOException("the log file became shorter at " + (from + bytes.position()));
        }
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
