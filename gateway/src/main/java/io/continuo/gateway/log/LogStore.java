package io.continuo.gateway.log;

import io.continuo.dispatch.LogChunk;
import io.continuo.id.AttemptId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file per attempt; each chunk is written at its own offset, so that a chunk that comes twice
 * changes nothing. When the disk takes no more, the attempt's log ends there with a mark, and
 * everything else goes on.
 */
public final class LogStore {
  private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);

  private final Path root;
  private final Map<AttemptId, Long> cutOff = new ConcurrentHashMap<>();
  private final AtomicLong lostBytes = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long chunks;

  public LogStore(Path root) {
    this.root = root;
  }

  /** Takes a chunk; a disk that takes no more is counted, never thrown. */
  public void write(LogChunk chunk) {
    if (cutOff.containsKey(chunk.attempt())) {
      lostBytes.addAndGet(chunk.bytes().remaining());
      return;
    }
    try {
      append(chunk);
    } catch (IOException e) {
      lostBytes.addAndGet(chunk.bytes().remaining());
      cutOff.put(chunk.attempt(), chunk.offset());
      LOG.error(
          "the log of {} ends at byte {}: {}; free some disk space",
          chunk.attempt(),
          chunk.offset(),
          e.toString());
    }
    signal();
  }

  private void append(LogChunk chunk) throws IOException {
    Path file = file(chunk.attempt());
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = chunk.bytes().duplicate();
      long at = chunk.offset();
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }
    if (chunk.last()) {
      Files.write(end(chunk.attempt()), new byte[0]);
    }
  }

  /** Bytes from an offset, at most {@code limit}; fewer or none at the end of what is there. */
  public byte[] read(AttemptId attempt, long offset, int limit) throws IOException {
    try (FileChannel channel = FileChannel.open(file(attempt), StandardOpenOption.READ)) {
      long there = Math.max(0, channel.size() - offset);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(limit, there));
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
        // reads on until the slice is full
      }
      return bytes.array();
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** Bytes that are there. */
  public long size(AttemptId attempt) throws IOException {
    Path file = file(attempt);
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Whether nothing will be added. */
  public boolean isComplete(AttemptId attempt) {
    return Files.exists(end(attempt)) || cutOff.containsKey(attempt);
  }

  /** Where the log was cut off because the disk took no more. */
  public Optional<Long> cutOffAt(AttemptId attempt) {
    return Optional.ofNullable(cutOff.get(attempt));
  }

  /** Bytes that could not be stored since the start of this process. */
  public long lostBytes() {
    return lostBytes.get();
  }

  /**
   * Waits until some log has grown since {@code seen} chunks, or the patience is over; the count of
   * chunks.
   */
  public long awaitGrowth(long seen, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (chunks <= seen && left > 0) {
        left = grown.awaitNanos(left);
      }
      return chunks;
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    lock.lock();
    try {
      chunks++;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Path file(AttemptId attempt) {
    return folder(attempt).resolve(attempt.number() + "-" + attempt.epoch() + ".log");
  }

  private Path end(AttemptId attempt) {
    return folder(attempt).resolve(attempt.number() + "-" + attempt.epoch() + ".end");
  }

  /** The task's name is escaped, with a letter before it: no name can lead out of the folder. */
  private Path folder(AttemptId attempt) {
    String task = "t-" + URLEncoder.encode(attempt.task(), StandardCharsets.UTF_8);
    return root.resolve(attempt.execution().toString()).resolve(task);
  }
}
