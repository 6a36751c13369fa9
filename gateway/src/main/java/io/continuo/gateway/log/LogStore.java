package io.continuo.gateway.log;

import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.LogStream;
import io.continuo.id.AttemptId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file per attempt and one that tells its streams apart; each chunk is written at its own offset,
 * so that a chunk that comes twice changes nothing. When the disk takes no more, the attempt's log
 * ends there with a mark, and everything else goes on. Old logs go, and do not come back.
 */
public final class LogStore {
  private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);

  /** The end of an attempt and the last chunk of its log are told by different clocks. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final LogFiles files;
  private final LogRetention retention;
  private final Map<AttemptId, Long> cutOff = new ConcurrentHashMap<>();
  private final AtomicLong lostBytes = new AtomicLong();
  private final AtomicLong writtenBytes = new AtomicLong();
  private final ReentrantLock changing = new ReentrantLock();

  public LogStore(Path root, LogLimits limits, Clock clock) {
    this.files = new LogFiles(root);
    this.retention = new LogRetention(root, limits, clock);
  }

  /**
   * Takes a chunk; a disk that takes no more is counted, never thrown.
   *
   * @param written when its runner wrote it
   */
  public void write(LogChunk chunk, Instant written) {
    if (cutOff.containsKey(chunk.attempt())) {
      lostBytes.addAndGet(chunk.bytes().remaining());
      return;
    }
    changing.lock();
    try {
      if (files.has(chunk.attempt()) || written.isAfter(retention.keptSince())) {
        append(chunk, written);
        writtenBytes.addAndGet(chunk.bytes().remaining());
      }
    } catch (IOException e) {
      lostBytes.addAndGet(chunk.bytes().remaining());
      cutOff.put(chunk.attempt(), chunk.offset());
      LOG.error(
          "the log of {} ends at byte {}: {}; free some disk space",
          chunk.attempt(),
          chunk.offset(),
          e.toString());
    } finally {
      changing.unlock();
    }
  }

  private void append(LogChunk chunk, Instant written) throws IOException {
    Path file = files.bytes(chunk.attempt());
    Files.createDirectories(file.getParent());
    if (chunk.bytes().hasRemaining()) {
      mark(chunk); // first, so that nobody sees a byte without its mark
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = chunk.bytes().duplicate();
        long at = chunk.offset();
        while (bytes.hasRemaining()) {
          at += channel.write(bytes, at);
        }
      }
      Files.setLastModifiedTime(file, FileTime.from(written));
    }
    if (chunk.last()) {
      Path end = files.end(chunk.attempt());
      Files.write(end, new byte[0]);
      Files.setLastModifiedTime(end, FileTime.from(written));
    }
  }

  private void mark(LogChunk chunk) throws IOException {
    Path path = files.streams(chunk.attempt());
    boolean isNew = !Files.exists(path);
    try (FileChannel map =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (isNew) { // a log from before streams were told apart goes on
        StreamMap.write(map, 0, stdout(Math.toIntExact(size(chunk.attempt()))));
      }
      StreamMap.write(map, chunk.offset(), LogSlice.marks(chunk.runs(), chunk.bytes().remaining()));
    }
  }

  private static byte[] stdout(int length) {
    byte[] marks = new byte[length];
    Arrays.fill(marks, LogStream.STDOUT.mark());
    return marks;
  }

  /** Bytes from an offset, at most {@code limit}; fewer or none at the end of what is there. */
  public LogSlice read(AttemptId attempt, long offset, int limit) throws IOException {
    byte[] bytes = bytes(attempt, offset, limit);
    try (FileChannel map = FileChannel.open(files.streams(attempt), StandardOpenOption.READ)) {
      return new LogSlice(offset, bytes, StreamMap.read(map, offset, bytes.length));
    } catch (NoSuchFileException e) {
      return new LogSlice(offset, bytes, stdout(bytes.length));
    }
  }

  private byte[] bytes(AttemptId attempt, long offset, int limit) throws IOException {
    try (FileChannel channel = FileChannel.open(files.bytes(attempt), StandardOpenOption.READ)) {
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
    Path file = files.bytes(attempt);
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Whether the last chunk is here, or nothing more is taken; most that come to no end lack it. */
  public boolean isComplete(AttemptId attempt) {
    return Files.exists(files.end(attempt)) || cutOff.containsKey(attempt);
  }

  /** Whether the log of an attempt that ended then was removed. */
  public boolean isExpired(AttemptId attempt, Instant ended) {
    return !files.has(attempt) && ended.isBefore(retention.keptSince().plus(SKEW));
  }

  /** Removes what is too old, and then the oldest until the rest has room. */
  void sweep() throws IOException {
    changing.lock();
    try {
      retention.sweep();
    } finally {
      changing.unlock();
    }
  }

  /** Bytes stored since the start of this process. */
  long writtenBytes() {
    return writtenBytes.get();
  }

  /** Where the log was cut off because the disk took no more. */
  public Optional<Long> cutOffAt(AttemptId attempt) {
    return Optional.ofNullable(cutOff.get(attempt));
  }

  /** Bytes that could not be stored since the start of this process. */
  public long lostBytes() {
    return lostBytes.get();
  }
}
