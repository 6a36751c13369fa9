package io.continuo.runner.launch.container.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.AuthConfig;
import io.continuo.runner.launch.LaunchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Programs that know the credentials of registries, as the Docker configuration file names them:
 * {@code credHelpers} for one registry, {@code credsStore} for all others. A cloud's registry takes
 * credentials of an hour or a few, which only its helper can fetch.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-helpers">Docker's
 *     protocol of credential helpers</a>
 */
public final class CredentialHelpers {
  private static final String PREFIX = "docker-credential-";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** What every helper says of a registry that it does not know, word for word. */
  private static final String UNKNOWN = "credentials not found in native keychain";

  /** The user that stands for "what follows is an identity token". */
  private static final String TOKEN_USER = "<token>";

  private static final int MOST_BYTES = 64 << 10;
  private static final int MOST_WORDS = 300;

  private final Path file;
  private final Duration patience;
  private final String programs;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param file the Docker configuration file, which need not exist; it is read for every pull
   * @param patience how long a helper may take; most ask a cloud
   */
  public CredentialHelpers(Path file, Duration patience) {
    this(file, patience, "");
  }

  /**
   * @param programs goes before a program's name; without it the path is searched
   */
  CredentialHelpers(Path file, Duration patience, String programs) {
    this.file = file;
    this.patience = patience;
    this.programs = programs;
  }

  /** Credentials, and the program that told them. */
  record Told(String program, AuthConfig auth) {}

  /**
   * Empty when there is no helper for the registry, or it does not know it.
   *
   * @param server the registry as Docker's own client names it to a helper
   * @throws LaunchException when there is one and it cannot be asked; its message completes "why"
   */
  Optional<Told> of(String server) throws LaunchException, InterruptedException {
    Optional<String> helper = helper(server);
    if (helper.isEmpty()) {
      return Optional.empty();
    }
    String program = PREFIX + helper.get();
    if (!NAME.matcher(helper.get()).matches()) {
      throw failure(server, program, "its name in " + file + " is not one of a program", null);
    }
    Optional<String> answer = ask(server, program);
    return answer.isEmpty()
        ? Optional.empty()
        : Optional.of(new Told(program, auth(server, program, answer.get())));
  }

  private Optional<String> helper(String server) throws LaunchException {
    try {
      JsonNode all = json.readTree(Files.readString(file));
      JsonNode own = all.path("credHelpers").path(server);
      String name = own.isTextual() ? own.textValue() : all.path("credsStore").asText("");
      return Optional.of(name).filter(text -> !text.isBlank());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      // The parser's own words quote the file, in which passwords may stand.
      throw LaunchException.platform("the Docker configuration file " + file + " is not JSON");
    } catch (IOException e) {
      throw LaunchException.platform(
          "the Docker configuration file " + file + " cannot be read: " + e, e);
    }
  }

  private Optional<String> ask(String server, String program)
      throws LaunchException, InterruptedException {
    Process process = null;
    try {
      process =
          new ProcessBuilder(programs + program, "get")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      tell(process, server);
      // What is more than a pipe holds is no answer of a helper: it is waited for in vain.
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure(server, program, "it did not answer in " + patience.toSeconds() + " s", null);
      }
      String said = read(process.getInputStream());
      if (process.exitValue() == 0) {
        return Optional.of(said);
      }
      if (said.strip().equals(UNKNOWN)) {
        return Optional.empty();
      }
      String words = said.strip().lines().findFirst().orElse("it said nothing");
      throw failure(
          server,
          program,
          "it ended with exit code %d: %s"
              .formatted(
                  process.exitValue(), words.substring(0, Math.min(words.length(), MOST_WORDS))),
          null);
    } catch (IOException e) {
      throw failure(server, program, String.valueOf(e.getMessage()), e);
    } finally {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private static void tell(Process process, String server) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(server.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // it ended without listening; its own words say why
    }
  }

  private static String read(InputStream out) throws IOException {
    return new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
  }

  private AuthConfig auth(String server, String program, String answer) throws LaunchException {
    JsonNode told;
    try {
      told = json.readTree(answer);
    } catch (JsonProcessingException e) {
      throw failure(server, program, "its answer is not JSON", null);
    }
    String user = told.path("Username").asText("");
    String secret = told.path("Secret").asText("");
    if (user.isEmpty() || secret.isEmpty()) {
      throw failure(server, program, "its answer has no Username or no Secret", null);
    }
    AuthConfig auth = new AuthConfig().withRegistryAddress(server);
    return user.equals(TOKEN_USER)
        ? auth.withIdentityToken(secret)
        : auth.withUsername(user).withPassword(secret);
  }

  private static LaunchException failure(
      String server, String program, String words, @Nullable IOException e) {
    String message =
        "the credential helper '%s' has no credentials for registry '%s': %s; try it on the runner's host as the runner's user: echo %s | %s get"
            .formatted(program, server, words, server, program);
    return e == null ? LaunchException.platform(message) : LaunchException.platform(message, e);
  }
}
