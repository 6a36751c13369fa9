package io.continuo.runner.launch.container.login;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.core.NameParser;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.RunnerSecrets;
import io.continuo.runner.launch.container.spec.RegistryLogin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Whom the daemon pulls as: who the runner's settings say, or else a credential helper or an entry
 * of the Docker configuration file of the runner's user, or else nobody.
 */
public final class RegistryLogins {
  private static final String DOCKERS_OWN = "docker.io";

  private final List<RegistryLogin> logins;
  private final RunnerSecrets secrets;
  private final CredentialHelpers helpers;

  public RegistryLogins(
      List<RegistryLogin> logins, RunnerSecrets secrets, CredentialHelpers helpers) {
    this.logins = List.copyOf(logins);
    this.secrets = secrets;
    this.helpers = helpers;
  }

  /** Whom one image is pulled as, and what to say of it when that does not work. */
  public static final class Login {
    private final Optional<AuthConfig> auth;
    private final String advice;

    private Login(Optional<AuthConfig> auth, String advice) {
      this.auth = auth;
      this.advice = advice;
    }

    public Optional<AuthConfig> auth() {
      return auth;
    }

    /** Completes "check ...". */
    public String advice() {
      return advice;
    }

    /** What others say, without what they were told: a registry may repeat it. */
    public String safe(String words) {
      if (auth.isPresent() && auth.get().getIdentitytoken() != null) {
        return words.replace(auth.get().getIdentitytoken(), "***");
      }
      if (auth.isEmpty() || auth.get().getPassword() == null) {
        return words;
      }
      String password = auth.get().getPassword();
      byte[] basic = (auth.get().getUsername() + ":" + password).getBytes(StandardCharsets.UTF_8);
      return words
          .replace(password, "***")
          .replace(Base64.getEncoder().withoutPadding().encodeToString(basic), "***");
    }
  }

  /**
   * Reads what is to be said, now: what was changed counts for the next pull.
   *
   * @param fromFile what the Docker configuration file itself has for the image
   */
  public Login of(String image, Optional<AuthConfig> fromFile)
      throws LaunchException, InterruptedException {
    String host = host(image);
    for (RegistryLogin login : logins) {
      if (login.host().equals(host)) {
        return of(image, login);
      }
    }
    try {
      Optional<CredentialHelpers.Told> told = helpers.of(server(host));
      if (told.isPresent()) {
        String advice =
            "the credentials for registry '%s' that the helper '%s' of the Docker configuration file tells"
                .formatted(host, told.get().program());
        return new Login(Optional.of(told.get().auth()), advice);
      }
    } catch (LaunchException e) {
      // Many images are for everybody: only if this one is not does it matter why.
      return new Login(fromFile, "why " + e.getMessage());
    }
    Optional<String> user = fromFile.map(AuthConfig::getUsername);
    return new Login(
        fromFile,
        user.isPresent()
            ? "the credentials for registry '%s' (user '%s') in the Docker configuration file of the runner's user"
                .formatted(host, user.get())
            : "whether registry '%s' wants credentials: the runner has none for it, set launcher.container.registry.NAME.host, .user and .password"
                .formatted(host));
  }

  private Login of(String image, RegistryLogin login) throws LaunchException, InterruptedException {
    String setting = login.setting() + ".password";
    AuthConfig auth =
        new AuthConfig()
            .withUsername(login.user())
            .withPassword(password(image, login, setting))
            .withRegistryAddress(server(login.host()));
    return new Login(
        Optional.of(auth),
        "the credentials for registry '%s': %s.user, which is '%s', and the secret that %s names"
            .formatted(login.host(), login.setting(), login.user(), setting));
  }

  private String password(String image, RegistryLogin login, String setting)
      throws LaunchException, InterruptedException {
    String what =
        "image '%s' cannot be pulled without the password for registry '%s', and the secret that %s names "
            .formatted(image, login.host(), setting);
    Optional<String> password;
    try {
      password = secrets.read(login.password());
    } catch (LaunchException e) {
      throw LaunchException.platform(what + "cannot be read: " + e.getMessage(), e);
    }
    return password.orElseThrow(
        () ->
            LaunchException.platform(
                what + "does not exist: create it where secrets.providers look"));
  }

  /** A registry as the daemon and credential helpers know it. */
  private static String server(String host) {
    return host.equals(DOCKERS_OWN) ? AuthConfig.DEFAULT_SERVER_ADDRESS : host;
  }

  private static String host(String image) {
    String repository = NameParser.parseRepositoryTag(image).repos;
    String host = NameParser.resolveRepositoryName(repository).hostname;
    return host.equals(AuthConfig.DEFAULT_SERVER_ADDRESS) ? DOCKERS_OWN : host;
  }
}
