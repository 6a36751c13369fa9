package io.continuo.runner.launch.container;

import io.continuo.dispatch.LogStream;
import io.continuo.runner.launch.CappedLog;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What an attempt's log tells of the pull of its image, before the first byte of its container. A
 * copy of its own, so that a log read again from the daemon begins with it again.
 */
final class PullNotes {
  private static final String FILE = "pull.log";

  private PullNotes() {}

  static void add(Workspace workspace, String line) throws IOException {
    workspace.write(FILE, workspace.read(FILE).orElse("") + "[continuo: " + line + "]\n");
    try (CappedLog log = new CappedLog(workspace.log())) {
      log.fromStart();
      log.append(LogStream.RUNNER, of(workspace)); // what is there already is skipped
    }
  }

  static byte[] of(Workspace workspace) throws IOException {
    return workspace.read(FILE).orElse("").getBytes(StandardCharsets.UTF_8);
  }
}
