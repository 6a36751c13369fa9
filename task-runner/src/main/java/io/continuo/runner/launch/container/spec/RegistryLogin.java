package io.continuo.runner.launch.container.spec;

import io.continuo.runner.launch.LauncherSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who the runner is at a registry.
 *
 * @param setting under which it is found, such as {@code launcher.container.registry.main}
 * @param host of the registry, with its port where images have one; {@code docker.io} is Docker's
 *     own
 * @param password reference to the secret
 */
public record RegistryLogin(String setting, String host, String user, String password) {
  private static final String GROUP = "registry";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");
  private static final Pattern REFERENCE =
      Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){1,2}");

  /**
   * @throws IllegalArgumentException that names the setting
   */
  static List<RegistryLogin> all(LauncherSettings settings) {
    List<RegistryLogin> logins = new ArrayList<>();
    for (String name : settings.names(GROUP)) {
      RegistryLogin login = one(settings, GROUP + "." + name);
      if (logins.stream().anyMatch(other -> other.host.equals(login.host))) {
        throw settings.wrong(
            GROUP + "." + name + ".host",
            "'" + login.host + "' is another one's host, too: keep one");
      }
      logins.add(login);
    }
    return logins;
  }

  private static RegistryLogin one(LauncherSettings settings, String group) {
    String host = wanted(settings, group + ".host", "registry.example.com");
    if (!HOST.matcher(host).matches()) {
      throw settings.wrong(
          group + ".host",
          "'"
              + host
              + "' is no host: write registry.example.com or localhost:5000, nothing around it");
    }
    String user = wanted(settings, group + ".user", "ci");
    String password = wanted(settings, group + ".password", "ops-registry/password");
    if (!REFERENCE.matcher(password).matches()) { // may be the password itself, so it is not shown
      throw settings.wrong(
          group + ".password",
          "is no reference to a secret: put the password where the runner's secrets come from, and write its name and key like ops-registry/password");
    }
    return new RegistryLogin(settings.name(group), host, user, password);
  }

  private static String wanted(LauncherSettings settings, String key, String example) {
    return settings
        .text(key)
        .orElseThrow(() -> settings.wrong(key, "is missing: write something like " + example));
  }
}
