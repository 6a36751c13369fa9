package io.continuo.runner.secret;

import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Secrets from files: {@code finance-db/password} is a file of that name below the folder. A link
 * may lead to another file below it, as in a volume of Kubernetes, and nowhere else.
 */
record DirectorySecrets(Path folder) implements SecretProvider {

  @Override
  public Optional<byte[]> read(SecretReference reference) throws IOException {
    Path root = real(folder, "the folder of secrets " + folder);
    Path named = root.resolve(reference.toString());
    if (!Files.isDirectory(Objects.requireNonNull(named.getParent())) || Files.notExists(named)) {
      return Optional.empty();
    }
    Path file = real(named, "the file " + named);
    if (!file.startsWith(root)) {
      throw new IOException("the link " + named + " leads out of " + folder);
    }
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(SecretStore.MAX_BYTES + 1));
    } catch (IOException e) {
      throw new IOException(
          "the file "
              + file
              + " cannot be read: "
              + Workspace.reason(e)
              + "; let the runner read it",
          e);
    }
  }

  private static Path real(Path path, String what) throws IOException {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new IOException(what + " cannot be read: " + Workspace.reason(e), e);
    }
  }

  /** Makes it. */
  public static final class Factory implements SecretProviderFactory {
    @Override
    public String name() {
      return "directory";
    }

    @Override
    public SecretProvider create(LauncherSettings settings) {
      return new DirectorySecrets(
          Path.of(
              settings
                  .text("path")
                  .orElseThrow(
                      () ->
                          settings.wrong(
                              "path", "is missing: name the folder that holds the secrets"))));
    }
  }
}
