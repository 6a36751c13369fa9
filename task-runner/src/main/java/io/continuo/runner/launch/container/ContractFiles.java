package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.continuo.runner.launch.OutputsFile;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.container.spec.ContainerSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Carries inputs into and outputs out of a container through the daemon, as {@code docker cp} does,
 * where runner and daemon share no file system; elsewhere {@link ContractMount} is cheaper.
 */
final class ContractFiles {
  private ContractFiles() {}

  /** The folder, writable for whatever user the image runs as, with the inputs. */
  static byte[] archive(Workspace workspace) throws IOException {
    var buffer = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(buffer)) {
      TarArchiveEntry folder = new TarArchiveEntry("continuo/");
      folder.setMode(0040777);
      tar.putArchiveEntry(folder);
      tar.closeArchiveEntry();
      byte[] inputs = Files.readAllBytes(workspace.inputs());
      TarArchiveEntry file = new TarArchiveEntry("continuo/inputs.json");
      file.setMode(0100644);
      file.setSize(inputs.length);
      tar.putArchiveEntry(file);
      tar.write(inputs);
      tar.closeArchiveEntry();
    }
    return buffer.toByteArray();
  }

  /** Unpacks the archive into a created container. */
  static void copyIn(DockerClient docker, String container, byte[] archive) {
    docker
        .copyArchiveToContainerCmd(container)
        .withTarInputStream(new ByteArrayInputStream(archive))
        .withRemotePath("/")
        .exec();
  }

  /** What the task wrote, up to just over the size that is refused anyway; nothing is fine. */
  static Optional<byte[]> copyOut(DockerClient docker, String container) {
    try (InputStream answer =
            docker.copyArchiveFromContainerCmd(container, ContainerSpec.OUTPUTS).exec();
        var tar = new TarArchiveInputStream(answer)) {
      TarArchiveEntry entry = tar.getNextEntry();
      return entry != null && entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()
          ? Optional.of(tar.readNBytes((int) OutputsFile.MAX_BYTES + 1))
          : Optional.empty();
    } catch (NotFoundException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the daemon broke off while sending the outputs", e);
    }
  }
}
