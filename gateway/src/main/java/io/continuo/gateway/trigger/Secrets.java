package io.continuo.gateway.trigger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves references to secrets, here and now: nothing of them is kept, logged or sent.
 *
 * @param environment variables
 * @param folder where each secret is a file; empty: only the environment is asked
 */
public record Secrets(Map<String, String> environment, Optional<Path> folder) {
  private static final String PREFIX = "CONTINUO_SECRET_";

  public Secrets {
    environment = Map.copyOf(environment);
  }

  /**
   * The secret that a reference such as finance/webhook names; of a file without its last newline.
   */
  public Optional<byte[]> find(String reference) throws IOException {
    String value = environment.get(variable(reference));
    if (value != null) {
      return Optional.of(value.getBytes(StandardCharsets.UTF_8));
    }
    Optional<Path> file =
        folder
            .map(root -> root.resolve(reference).normalize())
            .filter(path -> path.startsWith(folder.get().normalize()))
            .filter(Files::isRegularFile);
    return file.isPresent()
        ? Optional.of(Files.readString(file.get()).stripTrailing().getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Where it would have to be, for messages. */
  public String cure(String reference) {
    return "set the variable "
        + variable(reference)
        + " of the gateway"
        + folder.map(root -> ", or write the file " + root.resolve(reference)).orElse("");
  }

  private static String variable(String reference) {
    return PREFIX + reference.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
