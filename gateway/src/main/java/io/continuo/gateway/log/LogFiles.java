package io.continuo.gateway.log;

import io.continuo.id.AttemptId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the logs of attempts lie: {@code execution/task/number-epoch} with the bytes in {@code
 * .log}, their streams in {@code .streams}, and {@code .end} once nothing more comes.
 */
final class LogFiles {
  private static final List<String> KINDS = List.of(".log", ".streams", ".end");

  private final Path root;

  LogFiles(Path root) {
    this.root = root;
  }

  /** A log that is stored; {@code stem} is its files' path without what tells them apart. */
  record Stored(Path stem, Instant lastWrite, long bytes) {
    private Stored and(Stored other) {
      Instant later = lastWrite.isAfter(other.lastWrite) ? lastWrite : other.lastWrite;
      return new Stored(stem, later, bytes + other.bytes);
    }
  }

  Path bytes(AttemptId attempt) {
    return file(attempt, ".log");
  }

  Path streams(AttemptId attempt) {
    return file(attempt, ".streams");
  }

  Path end(AttemptId attempt) {
    return file(attempt, ".end");
  }

  boolean has(AttemptId attempt) {
    return Files.exists(bytes(attempt)) || Files.exists(end(attempt));
  }

  /** The task's name is escaped, with a letter before it: no name can lead out of the folder. */
  private Path file(AttemptId attempt, String kind) {
    String task = "t-" + URLEncoder.encode(attempt.task(), StandardCharsets.UTF_8);
    return root.resolve(attempt.execution().toString())
        .resolve(task)
        .resolve(attempt.number() + "-" + attempt.epoch() + kind);
  }

  Collection<Stored> list() throws IOException {
    Map<Path, Stored> found = new HashMap<>();
    if (Files.exists(root)) {
      try (Stream<Path> walk = Files.walk(root, 3)) {
        for (Path path : (Iterable<Path>) walk::iterator) {
          if (path.getNameCount() == root.getNameCount() + 3) {
            add(path, found);
          }
        }
      }
    }
    return found.values();
  }

  /** The marks of the streams have no time of their own: rewriting them is no news. */
  private static void add(Path path, Map<Path, Stored> found) throws IOException {
    String name = path.getFileName().toString();
    Path stem = path.resolveSibling(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    Instant written =
        name.endsWith(".streams") ? Instant.MIN : attributes.lastModifiedTime().toInstant();
    found.merge(stem, new Stored(stem, written, attributes.size()), Stored::and);
  }

  void remove(Stored log) throws IOException {
    for (String kind : KINDS) {
      Files.deleteIfExists(log.stem().resolveSibling(log.stem().getFileName() + kind));
    }
    try {
      Files.delete(log.stem().resolve("..").normalize());
      Files.delete(log.stem().resolve("../..").normalize());
    } catch (DirectoryNotEmptyException | NoSuchFileException _) {
      // others are still there
    }
  }
}
