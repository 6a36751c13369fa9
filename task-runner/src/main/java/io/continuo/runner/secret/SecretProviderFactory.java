package io.continuo.runner.secret;

import io.continuo.runner.launch.LauncherSettings;

/**
 * Makes a provider of secrets. An extension is a jar on the runner's class path that names its
 * factory in {@code META-INF/services/io.continuo.runner.secret.SecretProviderFactory}. Ours are
 * found the same way.
 */
public interface SecretProviderFactory {

  /** As in {@code secrets.providers}: {@code env}, {@code directory}, {@code kubernetes}. */
  String name();

  /**
   * Makes the provider when the runner starts.
   *
   * @param settings the provider's own: {@code secrets.<name>.*} of the runner, without that prefix
   * @throws IllegalArgumentException that names a setting and what belongs there
   */
  SecretProvider create(LauncherSettings settings);
}
