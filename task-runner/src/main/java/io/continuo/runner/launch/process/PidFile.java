package io.continuo.runner.launch.process;

import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The wrapper's note of its process id, trusted only while the process of that id is a wrapper of
 * the same workspace. Its start time would tell as well, if nobody ever set the machine's clock.
 */
final class PidFile {
  static final String NAME = "pid";

  private PidFile() {}

  /**
   * The process that wrote the note, while it is alive; never another one that got its id later.
   */
  static Optional<ProcessHandle> alive(Workspace workspace) {
    try {
      Optional<Long> pid = workspace.read(NAME).map(String::strip).map(Long::valueOf);
      if (pid.isEmpty() || workspace.has(LaunchedProcess.EXIT)) {
        return Optional.empty();
      }
      return ProcessHandle.of(pid.get())
          .filter(ProcessHandle::isAlive)
          .filter(process -> wraps(process, workspace));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The folder's name alone is unique; its path may be written differently after a restart. */
  private static boolean wraps(ProcessHandle process, Workspace workspace) {
    List<String> words = words(process);
    int folder = words.indexOf(Session.WRAPPER_NAME) + 1;
    return folder > 0
        && folder < words.size()
        && Path.of(words.get(folder)).endsWith(workspace.folder().getFileName());
  }

  /** Of the command line; the JDK gives none that is longer than a page where there is /proc. */
  private static List<String> words(ProcessHandle process) {
    Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      String text = new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8);
      return List.of(text.split("\0", -1));
    } catch (IOException _) {
      return List.of(process.info().arguments().orElse(new String[0]));
    }
  }
}
