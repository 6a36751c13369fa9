package io.continuo.runner.launch.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the init process of a container says in the task's log when it cannot run the task's
 * command: without one the daemon would have told it when the container starts.
 */
final class InitWords {
  /** Such as {@code [FATAL tini (7)] exec no-such-command failed: No such file or directory}. */
  private static final Pattern FATAL =
      Pattern.compile("\\[FATAL tini \\([0-9]+\\)] exec (.{1,4000}) failed: ([^\\r\\n]{1,200})");

  private static final int LOOK_AT_BYTES = 8 << 10;

  private InitWords() {}

  /** Looks at the end of a short log: where init could not run it, the task has said nothing. */
  static Optional<String> notFound(Path log) throws IOException {
    if (!Files.exists(log) || Files.size(log) > LOOK_AT_BYTES) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(log)) {
      Matcher fatal = FATAL.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return fatal.find()
          ? Optional.of(
              "command '%s' was not found in the image (%s): name one that it has, or give its full path"
                  .formatted(fatal.group(1), fatal.group(2)))
          : Optional.empty();
    }
  }
}
