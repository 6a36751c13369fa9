package io.continuo.runner.supervise;

import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.LogRun;
import io.continuo.dispatch.LogStream;
import io.continuo.runner.launch.CappedLog;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships one attempt's log file while it grows. How far it came is noted beside the file, so that a
 * restarted runner goes on there; a chunk sent twice has the same offset and bytes. A file that its
 * launcher does not bound is bounded here.
 */
final class LogTail {
  private static final int CHUNK_BYTES = 256 << 10;

  /** Bounds what a chunk weighs beside its bytes. */
  private static final int CHUNK_RUNS = 20_000;

  /** A launcher's own gap line fits in as well. */
  private static final int WHOLE = CappedLog.HEAD_BYTES + CappedLog.TAIL_BYTES + 1024;

  private static final long SHORTEST_LOOK_MS = 100;

  /** Of a file that does not grow: a runner has many, and each look costs it. */
  private static final long LONGEST_LOOK_MS = 400;

  private static final String JOURNAL = "shipped";
  private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

  private final Workspace workspace;
  private final LogSink sink;
  private final LogSink masked;
  private final CountDownLatch complete = new CountDownLatch(1);
  private long shipped;
  private boolean ended;
  private volatile boolean quiet;

  LogTail(Workspace workspace, LogSink sink, AttemptSecrets secrets) {
    this.workspace = workspace;
    this.sink = sink;
    this.masked = MaskingSink.around(this::pass, secrets, workspace);
  }

  /**
   * Says that the file grows no more; {@link #run} then ships the rest and returns.
   *
   * @param quietly whether the end is known without a chunk of no bytes that says so
   */
  void complete(boolean quietly) {
    quiet = quietly;
    complete.countDown();
  }

  /** {@link #run}, on a thread of its own that an interrupt ends. */
  Thread start(String name) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                run();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Follows the file until it is complete and shipped. */
  void run() throws InterruptedException {
    try {
      shipped = workspace.read(JOURNAL).map(String::strip).map(Long::parseLong).orElse(0L);
      long look = SHORTEST_LOOK_MS;
      while (!complete.await(look, TimeUnit.MILLISECONDS)) {
        long before = shipped;
        shipUpTo(Math.min(size(), CappedLog.HEAD_BYTES), false);
        look = shipped > before ? SHORTEST_LOOK_MS : Math.min(2 * look, LONGEST_LOOK_MS);
      }
      finish();
    } catch (ClosedByInterruptException e) {
      throw (InterruptedException) new InterruptedException("closing").initCause(e);
    } catch (IOException | NumberFormatException e) {
      LOG.warn("{}: its log cannot be shipped any further: {}", workspace.attempt(), e.toString());
      ship(ByteBuffer.allocate(0), List.of(), true);
    }
  }

  private void finish() throws IOException, InterruptedException {
    long size = size();
    if (size <= WHOLE) {
      shipUpTo(size, true);
    } else {
      shipUpTo(CappedLog.HEAD_BYTES, false);
      long end = size - CappedLog.TAIL_BYTES;
      ByteBuffer gap = CappedLog.gap(end - CappedLog.HEAD_BYTES);
      ship(gap, List.of(new LogRun(LogStream.RUNNER, gap.remaining())), false);
      while (end < size) {
        end += shipFrom(end, size, true);
      }
    }
    if (!ended) {
      ship(ByteBuffer.allocate(0), List.of(), true);
    }
  }

  private void shipUpTo(long end, boolean isWhole) throws IOException, InterruptedException {
    while (shipped < end) {
      shipFrom(shipped, end, isWhole);
      workspace.write(JOURNAL, Long.toString(shipped));
    }
  }

  /**
   * Ships a chunk of the file, and says how long it was.
   *
   * @param isWhole whether nothing more follows after {@code end}
   */
  private int shipFrom(long from, long end, boolean isWhole)
      throws IOException, InterruptedException {
    int length = (int) Math.min(CHUNK_BYTES, end - from);
    ByteBuffer bytes = read(workspace.log(), from, length);
    if (bytes.remaining() < length) {
      throw new IOException("the log file became shorter at " + (from + bytes.remaining()));
    }
    List<LogRun> runs =
        LogRun.of(read(CappedLog.marksOf(workspace.log()), from, length).array()).stream()
            .limit(CHUNK_RUNS)
            .toList();
    bytes.limit(runs.stream().mapToInt(LogRun::length).sum());
    int shorter = bytes.limit();
    ship(
        bytes,
        runs.equals(List.of(new LogRun(LogStream.STDOUT, shorter))) ? List.of() : runs,
        isWhole && from + shorter == end);
    return shorter;
  }

  private void ship(ByteBuffer bytes, List<LogRun> runs, boolean last) throws InterruptedException {
    int length = bytes.remaining();
    masked.ship(new LogChunk(workspace.attempt(), shipped, bytes, last, runs));
    shipped += length;
    ended = last;
  }

  private void pass(LogChunk chunk) throws InterruptedException {
    if (chunk.bytes().hasRemaining() || !quiet) {
      sink.ship(chunk);
    }
  }

  private long size() throws IOException {
    return Files.exists(workspace.log()) ? Files.size(workspace.log()) : 0;
  }

  /** What a file has there; it may have less, or not exist. */
  private static ByteBuffer read(Path path, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    if (Files.exists(path)) {
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
          // reads on until it has all
        }
      }
    }
    return bytes.flip();
  }
}
