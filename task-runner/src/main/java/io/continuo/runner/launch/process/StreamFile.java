package io.continuo.runner.launch.process;

import io.continuo.dispatch.LogStream;
import io.continuo.runner.launch.CappedLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that a task appends to, copied into its log as it grows. What the log has no room for is
 * not read, and its place on the disk is given back where the system can do that, so that a flood
 * does not fill the disk. The file's length and offsets stay as they are.
 */
final class StreamFile {
  private static final int PIECE_BYTES = 1 << 20;

  /** A multiple of every block size. */
  private static final long GIVE_BACK_BYTES = 16 << 20;

  private static final long GIVE_BACK_SECONDS = 10;
  private static final Logger LOG = LoggerFactory.getLogger(StreamFile.class);

  private final Path path;
  private final LogStream stream;
  private FileTime lastWrite = FileTime.fromMillis(0);
  private long size;
  private long position;
  private long givenBack;
  private boolean givesBack = Session.onPath("fallocate");

  StreamFile(Path path, LogStream stream) {
    this.path = path;
    this.stream = stream;
  }

  /** When the file was last written to, as far as the last look saw. */
  FileTime lastWrite() {
    return lastWrite;
  }

  /** Whether the last look found more than a log keeps of its end. */
  boolean isFlood() {
    return size - position > CappedLog.TAIL_BYTES;
  }

  LogStream stream() {
    return stream;
  }

  /** What is in the log already. */
  void skip(long bytes) {
    position = bytes;
  }

  /** Whether there is more to copy. */
  boolean look() throws IOException {
    try {
      var now = Files.readAttributes(path, BasicFileAttributes.class);
      size = now.size();
      lastWrite = now.lastModifiedTime();
    } catch (NoSuchFileException e) {
      size = 0; // the task is not that far
    }
    return position < size;
  }

  /** Copies what the last look found. */
  void copyTo(CappedLog log) throws IOException, InterruptedException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      while (position < size) {
        if (log.isHeadFull() && size - position > CappedLog.TAIL_BYTES) {
          long beforeTail = size - CappedLog.TAIL_BYTES;
          log.leaveOut(beforeTail - position);
          position = beforeTail;
        }
        log.append(stream, read(file, (int) Math.min(PIECE_BYTES, size - position)));
      }
    }
    if (log.isHeadFull()) {
      giveBack();
    }
  }

  private byte[] read(FileChannel file, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int read = file.read(bytes, position);
    if (read < 0) {
      throw new IOException(path + " became shorter at byte " + position);
    }
    position += read;
    return Arrays.copyOf(bytes.array(), read);
  }

  /** Keeps as much as a restarted runner reads again. */
  private void giveBack() throws InterruptedException {
    long free = position - CappedLog.TAIL_BYTES - givenBack;
    long length = free - free % GIVE_BACK_BYTES;
    if (length > 0 && givesBack) {
      givesBack = punch(givenBack, length);
      givenBack += length;
    }
  }

  private boolean punch(long offset, long length) throws InterruptedException {
    try {
      Process punching =
          new ProcessBuilder(
                  "fallocate",
                  "--punch-hole",
                  "--offset",
                  Long.toString(offset),
                  "--length",
                  Long.toString(length),
                  path.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return punching.waitFor(GIVE_BACK_SECONDS, TimeUnit.SECONDS) && punching.exitValue() == 0;
    } catch (IOException e) {
      LOG.debug("{} is not bounded: {}", path, e.toString());
      return false;
    }
  }
}
