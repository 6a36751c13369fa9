package io.continuo.runner.launch.process;

import io.continuo.runner.launch.LaunchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Starting a command as the leader of its own session, and signalling everything in that session's
 * group.
 */
final class Session {
  /** Stands before the workspace in the wrapper's command line. */
  static final String WRAPPER_NAME = "continuo-task";

  private static final String WRAPPER = wrapper();

  private Session() {}

  /**
   * The command line that runs the wrapper around a task as session leader.
   *
   * @param bounds words that bound what follows them
   */
  static List<String> leader(Path workspace, List<String> bounds, List<String> command)
      throws LaunchException {
    List<String> line = new ArrayList<>(newSession());
    line.addAll(bounds);
    line.addAll(List.of("/bin/sh", "-c", WRAPPER, WRAPPER_NAME, workspace.toString()));
    line.addAll(command);
    return line;
  }

  /** util-linux and busybox bring setsid; macOS does not, but has perl. */
  private static List<String> newSession() throws LaunchException {
    if (onPath("setsid")) {
      return List.of("setsid");
    }
    if (onPath("perl")) {
      return List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV");
    }
    throw LaunchException.platform(
        "this runner has neither setsid nor perl on its PATH: install util-linux");
  }

  /** Whether the command can be found the way the shell would find it. */
  static boolean onPath(String command) {
    if (command.contains("/")) {
      return Files.exists(Path.of(command));
    }
    for (String folder : Objects.requireNonNullElse(System.getenv("PATH"), "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Sends a signal to every process of the group that the leader founded; a group that is gone is
   * fine.
   */
  static void signal(long leader, String signal) throws InterruptedException {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " -- -" + leader)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run /bin/sh to signal process group " + leader, e);
    }
  }

  private static String wrapper() {
    try (InputStream script = Session.class.getResourceAsStream("wrapper.sh")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
