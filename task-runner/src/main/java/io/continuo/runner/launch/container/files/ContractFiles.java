package io.continuo.runner.launch.container.files;

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
public final class ContractFiles {
  private ContractFiles() {}

  /** The folder, writable for whatever user the image runs as, with the inputs. */
  private static byte[] forRoot(Workspace workspace) throws IOException {
    var buffer = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(buffer)) {
      TarArchiveEntry folder = new TarArchiveEntry("continuo/");
      folder.setMode(0040777);
      tar.putArchiveEntry(folder);
      tar.closeArchiveEntry();
      file(tar, "continuo/inputs.json", 0100644, Files.readAllBytes(workspace.inputs()));
    }
    return buffer.toByteArray();
  }

  /** The root of a volume stays its owner's, so the outputs are there to be written over. */
  private static byte[] forVolume(Workspace workspace) throws IOException {
    var buffer = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(buffer)) {
      file(tar, "inputs.json", 0100644, Files.readAllBytes(workspace.inputs()));
      file(tar, "outputs.json", 0100666, new byte[0]);
    }
    return buffer.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, int mode, byte[] content)
      throws IOException {
    TarArchiveEntry file = new TarArchiveEntry(name);
    file.setMode(mode);
    file.setSize(content.length);
    tar.putArchiveEntry(file);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /**
   * Into a created container.
   *
   * @param volume whether the folder is there already, as the only one that can be written
   */
  public static Runnable copyIn(
      DockerClient docker, String container, Workspace workspace, boolean volume)
      throws IOException {
    byte[] archive = volume ? forVolume(workspace) : forRoot(workspace);
    return () ->
        docker
            .copyArchiveToContainerCmd(container)
            .withTarInputStream(new ByteArrayInputStream(archive))
            .withRemotePath(volume ? ContainerSpec.CONTRACT : "/")
            .exec();
  }

  /** What the task wrote, up to just over the size that is refused anyway; nothing is fine. */
  public static Optional<byte[]> copyOut(DockerClient docker, String container) {
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
