package io.continuo.runner.secret;

import java.io.IOException;
import java.util.Optional;

/** One place that secrets come from. Safe for use by many threads at once. */
public interface SecretProvider {

  /**
   * The value, read now: what changes there counts for the next attempt. Empty when there is no
   * such secret.
   *
   * @throws IOException when the place cannot tell; says what is wrong and what to do, and nothing
   *     of any value
   */
  Optional<byte[]> read(SecretReference reference) throws IOException, InterruptedException;
}
