package io.continuo.runner.launch.container.files;

import com.github.dockerjava.api.DockerClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Secrets as files inside a container and nowhere else: copied in before it starts, for whatever
 * user the image runs as, and gone with it.
 */
public final class SecretFiles {

  private SecretFiles() {}

  /** To be unpacked at the root; folders that are missing come with the files. */
  static byte[] archive(Map<String, byte[]> files) throws IOException {
    var buffer = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(buffer)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> secret : files.entrySet()) {
        TarArchiveEntry file = new TarArchiveEntry(secret.getKey().substring(1));
        file.setMode(0100444);
        file.setSize(secret.getValue().length);
        tar.putArchiveEntry(file);
        tar.write(secret.getValue());
        tar.closeArchiveEntry();
      }
    }
    return buffer.toByteArray();
  }

  /** Into a container that was created. */
  public static Runnable copyIn(DockerClient docker, String container, Map<String, byte[]> files)
      throws IOException {
    byte[] archive = archive(files);
    return () ->
        docker
            .copyArchiveToContainerCmd(container)
            .withTarInputStream(new ByteArrayInputStream(archive))
            .withRemotePath("/")
            .exec();
  }
}
