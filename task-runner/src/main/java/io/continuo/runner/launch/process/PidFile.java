package io.continuo.runner.launch.process;

import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The wrapper's note of its process id, trusted only together with the time it was written. */
final class PidFile {
  static final String NAME = "pid";

  /**
   * A process writes its note within milliseconds of its start; a later process with the same id
   * began elsewhen.
   */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private PidFile() {}

  /**
   * The process that wrote the note, while it is alive; never another one that got its id later.
   */
  static Optional<ProcessHandle> alive(Workspace workspace) {
    Path file = workspace.folder().resolve(NAME);
    try {
      Optional<Long> pid = workspace.read(NAME).map(String::strip).map(Long::valueOf);
      if (pid.isEmpty() || workspace.has(LaunchedProcess.EXIT)) {
        return Optional.empty();
      }
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return ProcessHandle.of(pid.get())
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAt(process, written));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean startedAt(ProcessHandle process, Instant written) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, written).abs().compareTo(TOLERANCE) < 0)
        .orElse(false);
  }
}
