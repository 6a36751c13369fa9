package io.continuo.runner.launch.container.files;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.continuo.runner.launch.OutputsFile;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.container.spec.ContainerSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Inputs and outputs of a container in a folder of its workspace that is mounted into it: two
 * requests to the daemon less than copying, each of which mounts the container's whole file system.
 *
 * <p>What a container leaves in the folder is not trusted: only a regular file is read, bounded,
 * and never through a link.
 */
public final class ContractMount {
  private static final String FOLDER = "contract";
  private static final Path ENFORCING = Path.of("/sys/fs/selinux/enforce");

  private ContractMount() {}

  /**
   * Whether containers may be able to read what this machine mounts into them. The daemon may still
   * refuse, because it runs elsewhere.
   */
  public static boolean isPossible() {
    try {
      // A mount without a label is unreadable in the container there, and relabelling is not ours.
      return !Files.exists(ENFORCING) || !Files.readString(ENFORCING).startsWith("1");
    } catch (IOException e) {
      return false;
    }
  }

  /** The folder, writable for whatever user the image runs as, with the inputs. */
  public static Mount prepare(Workspace workspace) throws IOException {
    Path folder = Files.createDirectories(folder(workspace));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path inputs = folder.resolve("inputs.json");
    link(workspace.inputs(), inputs);
    Files.setPosixFilePermissions(inputs, PosixFilePermissions.fromString("rw-r--r--"));
    return new Mount()
        .withType(MountType.BIND)
        .withSource(folder.toString())
        .withTarget(ContainerSpec.CONTRACT);
  }

  /**
   * The same file: one to write less for each container. What an earlier launch of the attempt left
   * is kept if it is that file, and else, as a copy may be cut off, replaced.
   */
  private static void link(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (FileSystemException | UnsupportedOperationException _) {
      Files.copy(file, name, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Whether the container has such a mount. */
  public static boolean isIn(InspectContainerResponse container) {
    List<InspectContainerResponse.Mount> mounts =
        Objects.requireNonNullElse(container.getMounts(), List.of());
    return mounts.stream()
        .anyMatch(
            mount ->
                mount.getDestination() != null
                    && ContainerSpec.CONTRACT.equals(mount.getDestination().getPath()));
  }

  /** What the task wrote, up to just over the size that is refused anyway; nothing is fine. */
  public static Optional<byte[]> outputs(Workspace workspace) throws IOException {
    Path file = folder(workspace).resolve("outputs.json");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(in.readNBytes((int) OutputsFile.MAX_BYTES + 1));
    }
  }

  private static Path folder(Workspace workspace) {
    return workspace.folder().resolve(FOLDER);
  }
}
