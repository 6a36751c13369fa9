package io.continuo.runner.secret;

import io.continuo.runner.launch.LauncherSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The providers that a runner is configured to ask, and the policy. */
final class Providers {

  private Providers() {}

  static SecretStore store(LauncherSettings own, Map<String, String> settings) {
    List<String> names = own.list("providers");
    boolean anyOwner = own.text("allow.any").map(text -> yes(own, text)).orElse(false);
    Map<String, SecretProviderFactory> factories = factories();
    Map<String, SecretProvider> providers = new LinkedHashMap<>();
    for (String name : names) {
      SecretProviderFactory factory = factories.get(name);
      if (factory == null) {
        throw own.wrong(
            "providers",
            "there is no '%s', only %s: put the jar that brings it on the class path"
                .formatted(name, factories.keySet()));
      }
      Map<String, String> part = new TreeMap<>();
      settings.forEach(
          (key, value) -> {
            if (key.startsWith(name + ".")) {
              own.text(key);
              part.put(key.substring(name.length() + 1), value);
            }
          });
      LauncherSettings its = new LauncherSettings("secrets." + name + ".", part);
      providers.put(name, factory.create(its));
      its.rejectUnknown();
    }
    own.rejectUnknown();
    return new SecretStore(providers, anyOwner);
  }

  private static boolean yes(LauncherSettings own, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw own.wrong("allow.any", "'" + text + "' is neither true nor false");
    };
  }

  private static Map<String, SecretProviderFactory> factories() {
    Map<String, SecretProviderFactory> factories = new TreeMap<>();
    for (SecretProviderFactory factory : ServiceLoader.load(SecretProviderFactory.class)) {
      SecretProviderFactory other = factories.put(factory.name(), factory);
      if (other != null) {
        throw new IllegalArgumentException(
            "two providers of secrets are named '%s': %s and %s; take one of their jars off the class path"
                .formatted(
                    factory.name(), other.getClass().getName(), factory.getClass().getName()));
      }
    }
    return factories;
  }
}
