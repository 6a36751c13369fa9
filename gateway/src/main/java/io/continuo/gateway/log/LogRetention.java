package io.continuo.gateway.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is too old to be kept. Of the logs that went to make room only the time of the youngest is
 * noted: older ones went before it, and none of them comes back from the topic.
 */
final class LogRetention {
  private static final String NOTE = "removed-until";
  private static final Logger LOG = LoggerFactory.getLogger(LogRetention.class);

  private final Path root;
  private final LogFiles files;
  private final LogLimits limits;
  private final Clock clock;
  private volatile Instant removedUntil;

  LogRetention(Path root, LogLimits limits, Clock clock) {
    this.root = root;
    this.files = new LogFiles(root);
    this.limits = limits;
    this.clock = clock;
    this.removedUntil = read();
  }

  private Instant read() {
    try {
      Path note = root.resolve(NOTE);
      return Files.exists(note) ? Instant.parse(Files.readString(note).strip()) : Instant.EPOCH;
    } catch (IOException | DateTimeParseException e) {
      LOG.warn("{} cannot be read, removed logs may come back: {}", NOTE, e.toString());
      return Instant.EPOCH;
    }
  }

  /** Logs last written before this are gone, but for those that are being written again. */
  Instant keptSince() {
    Instant old = clock.instant().minus(limits.retention());
    return old.isAfter(removedUntil) ? old : removedUntil;
  }

  /** Removes what is too old, and then the oldest until the rest has room. */
  void sweep() throws IOException {
    List<LogFiles.Stored> logs =
        files.list().stream().sorted(Comparator.comparing(LogFiles.Stored::lastWrite)).toList();
    long total = logs.stream().mapToLong(LogFiles.Stored::bytes).sum();
    Instant old = clock.instant().minus(limits.retention());
    int removed = 0;
    for (LogFiles.Stored log : logs) {
      boolean tooMuch = total > limits.maxBytes();
      if (!tooMuch && !log.lastWrite().isBefore(old)) {
        break;
      }
      if (tooMuch && log.lastWrite().isAfter(removedUntil)) {
        note(log.lastWrite()); // before it goes: it must not come back
      }
      files.remove(log);
      total -= log.bytes();
      removed++;
    }
    if (removed > 0) {
      LOG.info("{} logs of attempts were old enough to be removed", removed);
    }
  }

  private void note(Instant time) throws IOException {
    removedUntil = time;
    Files.writeString(root.resolve(NOTE), time.toString());
  }
}
