package io.continuo.runner.secret;

import io.continuo.runner.launch.LauncherSettings;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets from variables of the runner: {@code finance-db/password} is {@code
 * CONTINUO_SECRET_FINANCE_DB_PASSWORD}. Names that differ in more than letters and digits only are
 * the same variable, so this is for runners that serve people who may know each other's secrets.
 */
record EnvironmentSecrets(Map<String, String> environment) implements SecretProvider {
  private static final String PREFIX = "CONTINUO_SECRET_";

  @Override
  public Optional<byte[]> read(SecretReference reference) {
    String name =
        PREFIX + reference.toString().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return Optional.ofNullable(environment.get(name))
        .map(value -> value.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes it. */
  public static final class Factory implements SecretProviderFactory {
    @Override
    public String name() {
      return "env";
    }

    @Override
    public SecretProvider create(LauncherSettings settings) {
      return new EnvironmentSecrets(System.getenv());
    }
  }
}
