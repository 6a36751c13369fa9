package io.continuo.runner.launch.container.spec;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Folders of the host that a task asks for, as far as the runner's operator allows them. */
record Volumes(Spec spec, List<Path> allowed) {
  private static final String SETTING = "launcher.container.volumes";

  List<Mount> mounts() throws LaunchException {
    List<Mount> mounts = new ArrayList<>();
    Set<Path> targets = new HashSet<>();
    for (Spec volume : spec.sections("volumes")) {
      volume.rejectUnknown(List.of("source", "target", "readOnly"));
      Path target = target(volume);
      if (!targets.add(target)) {
        throw volume.wrong("target", "is taken by another volume: " + target);
      }
      mounts.add(
          new Mount()
              .withType(MountType.BIND)
              .withSource(source(volume).toString())
              .withTarget(target.toString())
              .withReadOnly(volume.flag("readOnly")));
    }
    return mounts;
  }

  private static Path absolute(Spec volume, String field) throws LaunchException {
    Path path = Path.of(volume.text(field)).normalize();
    if (!path.isAbsolute()) {
      throw volume.wrong(field, "must be an absolute path");
    }
    return path;
  }

  private static Path target(Spec volume) throws LaunchException {
    Path target = absolute(volume, "target");
    if (target.getNameCount() == 0 || target.startsWith(ContainerSpec.CONTRACT)) {
      throw volume.wrong("target", "must not be '/' nor below " + ContainerSpec.CONTRACT);
    }
    return target;
  }

  private Path source(Spec volume) throws LaunchException {
    Path source = absolute(volume, "source");
    for (Path folder : allowed) {
      if (source.startsWith(folder) && real(source).startsWith(real(folder))) {
        return source;
      }
    }
    throw volume.wrong(
        "source",
        allowed.isEmpty()
            ? "is refused: this runner allows no volumes; its operator can name folders in "
                + SETTING
            : "is refused: '%s' is not below %s, which the runner's %s allows"
                .formatted(source, allowed, SETTING));
  }

  /** Through links, as far as the path exists here: the daemon would follow them. */
  private static Path real(Path path) {
    for (Path there = path; there != null; there = there.getParent()) {
      try {
        if (Files.exists(there)) {
          return there.toRealPath().resolve(there.relativize(path)).normalize();
        }
      } catch (IOException _) {
        // not for us to see: its parent tells what can be told
      }
    }
    return path;
  }
}
