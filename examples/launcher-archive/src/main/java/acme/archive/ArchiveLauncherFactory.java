package acme.archive;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** What the runner finds by META-INF/services. */
public final class ArchiveLauncherFactory implements LauncherFactory {
  static final String TYPE = "acme.archive";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Optional<String> schema() {
    try (InputStream schema = ArchiveLauncherFactory.class.getResourceAsStream("schema.json")) {
      return Optional.of(
          new String(
              Objects.requireNonNull(schema, "schema.json").readAllBytes(),
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The setting {@code launcher.acme.archive.folder} is all that tasks may read and write. */
  @Override
  public Launcher create(LauncherContext context) {
    return new ArchiveLauncher(Path.of(context.settings().text("folder").orElse("")));
  }
}
