package io.continuo.runner.secret;

import io.continuo.definition.TaskOptions.Secret;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.RunnerSecrets;
import io.continuo.runner.launch.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Resolves references: those of a task when it is launched, for as long as it takes. A task reads
 * only what its namespace owns: the first word of a reference is the namespace, or begins with it
 * and a dash, or is {@code shared} in the same way.
 */
public final class SecretStore implements RunnerSecrets {
  static final int MAX_BYTES = 64 * 1024;
  private static final String SHARED = "shared";
  private static final String NO_PROVIDERS =
      "this runner has no providers of secrets: set secrets.providers to env, directory or kubernetes";

  private final Map<String, SecretProvider> providers;
  private final boolean anyOwner;

  /**
   * @param providers by name, asked in this order
   * @param anyOwner whether namespaces may read each other's
   */
  public SecretStore(Map<String, SecretProvider> providers, boolean anyOwner) {
    this.providers = new LinkedHashMap<>(providers);
    this.anyOwner = anyOwner;
  }

  /** One without providers: tasks that need secrets do not run. */
  public static SecretStore none() {
    return new SecretStore(Map.of(), false);
  }

  /**
   * The values that a task is to find.
   *
   * @throws LaunchException on the user's account when a secret does not exist or is not for this
   *     namespace, on the platform's when nobody can tell; names references only
   */
  public Secrets resolve(TaskLaunch task) throws LaunchException, InterruptedException {
    Map<String, String> env = new LinkedHashMap<>();
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (Secret secret : task.secrets()) {
      Optional<byte[]> value = read(secret, task.workflow().namespace());
      if (value.isEmpty()) {
        missing.add("'" + secret.from() + "'");
      } else if (secret.isFile()) {
        files.put(secret.target(), value.get());
      } else {
        env.put(secret.target(), text(secret, value.get()));
      }
    }
    if (!missing.isEmpty()) {
      throw LaunchException.user(
          "secret %s does not exist (asked: %s): create it there, or correct 'from' in the task's secrets"
              .formatted(String.join(", ", missing), String.join(", ", providers.keySet())));
    }
    return new Secrets(env, files);
  }

  private Optional<byte[]> read(Secret secret, String namespace)
      throws LaunchException, InterruptedException {
    SecretReference reference = checked(secret, namespace);
    if (providers.isEmpty()) {
      throw LaunchException.platform(
          "the task needs secret '%s', and %s".formatted(reference, NO_PROVIDERS));
    }
    Optional<byte[]> value = find(reference);
    if (value.isPresent() && value.get().length > MAX_BYTES) {
      throw LaunchException.user(
          "secret '%s' is larger than 64 KiB: keep what is large elsewhere, and only its key here"
              .formatted(reference));
    }
    return value;
  }

  @Override
  public Optional<String> read(String reference) throws LaunchException, InterruptedException {
    if (providers.isEmpty()) {
      throw LaunchException.platform(NO_PROVIDERS);
    }
    Optional<byte[]> value = find(SecretReference.parse(reference));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> text = text(value.get());
    if (text.isEmpty() || value.get().length > MAX_BYTES) {
      throw LaunchException.platform("it is no text of at most 64 KiB");
    }
    return text;
  }

  private Optional<byte[]> find(SecretReference reference)
      throws LaunchException, InterruptedException {
    for (Map.Entry<String, SecretProvider> provider : providers.entrySet()) {
      Optional<byte[]> value = ask(provider.getKey(), provider.getValue(), reference);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> ask(
      String name, SecretProvider provider, SecretReference reference)
      throws LaunchException, InterruptedException {
    try {
      return provider.read(reference);
    } catch (IOException e) {
      throw LaunchException.platform(
          "secret '%s' cannot be read from '%s': %s"
              .formatted(reference, name, Objects.requireNonNullElse(e.getMessage(), e.toString())),
          e);
    }
  }

  private SecretReference checked(Secret secret, String namespace) throws LaunchException {
    SecretReference reference;
    try {
      reference = SecretReference.parse(secret.from());
    } catch (IllegalArgumentException e) {
      throw LaunchException.user(secret.target() + ": " + e.getMessage());
    }
    if (!anyOwner && !isOf(reference, namespace) && !isOf(reference, SHARED)) {
      throw LaunchException.user(
          "secret '%s' is not for namespace '%s': its name must be '%2$s' or 'shared', or begin with '%2$s-' or 'shared-'"
              .formatted(reference, namespace));
    }
    return reference;
  }

  private static boolean isOf(SecretReference reference, String owner) {
    return reference.owner().equals(owner) || reference.owner().startsWith(owner + "-");
  }

  private static String text(Secret secret, byte[] value) throws LaunchException {
    return text(value)
        .orElseThrow(
            () ->
                LaunchException.user(
                    "secret '%s' is not text, so the variable %s cannot hold it: write file: instead of env:"
                        .formatted(secret.from(), secret.target())));
  }

  /** Files often end with a line break that nobody means. */
  private static Optional<String> text(byte[] value) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      return text.indexOf('\0') < 0
          ? Optional.of(text.replaceFirst("\r?\n\\z", ""))
          : Optional.empty(); // no variable can hold it
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /**
   * From the runner's settings below {@code secrets.}, without that prefix.
   *
   * @throws IllegalArgumentException that names a setting and what belongs there
   */
  public static SecretStore of(Map<String, String> settings) {
    return Providers.store(new LauncherSettings("secrets.", settings), settings);
  }
}
