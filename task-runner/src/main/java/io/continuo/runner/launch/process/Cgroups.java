package io.continuo.runner.launch.process;

import io.continuo.runner.launch.LauncherSettings;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where this runner makes the control groups of its tasks, if it may make any. */
final class Cgroups {
  private static final Logger LOG = LoggerFactory.getLogger(Cgroups.class);
  private static final String SETTING = "cgroup";
  private static final Path MOUNT = Path.of("/sys/fs/cgroup");
  private static final String NOTE = "cgroup";

  private final Optional<Path> parent;

  private Cgroups(Optional<Path> parent) {
    this.parent = parent;
  }

  static Cgroups none() {
    return new Cgroups(Optional.empty());
  }

  static Cgroups in(Path parent) {
    return new Cgroups(Optional.of(parent));
  }

  /**
   * Reads {@code launcher.process.cgroup}: a folder in a cgroup version 2 file system, or {@code
   * off}. Without it {@code continuo} at the root, where there is one and it may be written.
   *
   * @throws IllegalArgumentException when the folder that was asked for cannot be used
   */
  static Cgroups of(LauncherSettings settings) {
    Optional<String> text = settings.text(SETTING);
    if (text.filter("off"::equals).isPresent()) {
      return none();
    }
    boolean possible = Files.isWritable(MOUNT.resolve("cgroup.subtree_control"));
    if (text.isEmpty() && !possible) {
      return none();
    }
    Path folder = text.map(Path::of).orElse(MOUNT.resolve("continuo"));
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder.resolve("cgroup.procs"))) {
        throw new IOException("it has no cgroup.procs that this user may write");
      }
      handDown(folder);
      return in(folder);
    } catch (IOException e) {
      if (text.isPresent()) {
        throw settings.wrong(
            SETTING,
            "'%s' is no usable folder of a cgroup version 2 file system (%s): correct it, or write off"
                .formatted(folder, e.getMessage()));
      }
      LOG.info("process tasks get no cgroups: {}", e.toString());
      return none();
    }
  }

  /** Asks for the controllers on the way down; those that cannot be had are missed later. */
  private static void handDown(Path folder) {
    for (Path level : List.of(Optional.ofNullable(folder.getParent()).orElse(folder), folder)) {
      for (String controller : List.of("+memory", "+cpu", "+pids")) {
        try {
          Files.writeString(level.resolve("cgroup.subtree_control"), controller);
        } catch (IOException e) {
          LOG.debug("{} in {}: {}", controller, level, e.toString());
        }
      }
    }
  }

  /** A new group for an attempt, noted in its workspace; empty when this runner makes none. */
  Optional<Cgroup> make(Workspace workspace) throws IOException {
    if (parent.isEmpty()) {
      return Optional.empty();
    }
    Path folder = parent.get().resolve(String.valueOf(workspace.folder().getFileName()));
    Files.createDirectories(folder);
    workspace.write(NOTE, folder.toString());
    return Optional.of(new Cgroup(folder));
  }

  /** The group that was made for an attempt, whatever the settings are now. */
  static Optional<Cgroup> of(Workspace workspace) {
    try {
      return workspace.read(NOTE).map(Path::of).map(Cgroup::new);
    } catch (IOException e) {
      LOG.warn("{}: cannot tell its cgroup: {}", workspace.attempt(), e.toString());
      return Optional.empty();
    }
  }
}
