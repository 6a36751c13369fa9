package io.continuo.runner.launch;

import java.util.Optional;

/**
 * Secrets that the runner's own settings refer to, so that no setting holds a value. They are read
 * from where tasks' secrets come from.
 */
public interface RunnerSecrets {
  /** For runners and tests whose settings refer to none. */
  RunnerSecrets NONE = reference -> Optional.empty();

  /**
   * The value as text, read now, without the line break that files often end with.
   *
   * @param reference such as {@code ops-registry/password}; it may be anybody's
   * @return empty when there is no such secret
   * @throws LaunchException on the platform's account when nobody can tell
   */
  Optional<String> read(String reference) throws LaunchException, InterruptedException;
}
