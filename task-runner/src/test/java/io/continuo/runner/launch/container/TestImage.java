package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** An image with a shell, made from this machine's static busybox, so that tests pull nothing. */
final class TestImage {
  static final String NAME = "continuo-test-shell:1";

  private static final List<String> COMMANDS =
      List.of(
          "sh", "cat", "echo", "env", "sleep", "true", "false", "seq", "wc", "dd", "kill", "id");

  private TestImage() {}

  static void ensure(DockerClient docker) throws IOException {
    try {
      docker.inspectImageCmd(NAME).exec();
    } catch (NotFoundException e) {
      // Built, not imported: the client breaks off the upload of an import.
      docker
          .buildImageCmd(new ByteArrayInputStream(context()))
          .withTags(Set.of(NAME))
          .start()
          .awaitImageId();
    }
  }

  private static byte[] context() throws IOException {
    var buffer = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(buffer)) {
      file(
          tar,
          "Dockerfile",
          0100644,
          "FROM scratch\nADD root /\n".getBytes(StandardCharsets.UTF_8));
      root(tar, "root/");
    }
    return buffer.toByteArray();
  }

  /** The image's files as a layer of their own. */
  static byte[] root() throws IOException {
    var buffer = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(buffer)) {
      root(tar, "");
    }
    return buffer.toByteArray();
  }

  private static void root(TarArchiveOutputStream tar, String at) throws IOException {
    folder(tar, at + "tmp/", 0041777);
    file(tar, at + "bin/busybox", 0100755, Files.readAllBytes(busybox()));
    for (String command : COMMANDS) {
      TarArchiveEntry link = new TarArchiveEntry(at + "bin/" + command, TarConstants.LF_SYMLINK);
      link.setLinkName("busybox");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
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

  private static Path busybox() throws IOException {
    for (String place : List.of("/bin/busybox", "/usr/bin/busybox", "/sbin/busybox")) {
      if (Files.isExecutable(Path.of(place))) {
        return Path.of(place);
      }
    }
    throw new IOException(
        "no busybox on this machine to make a test image from: install busybox-static");
  }

  private static void folder(TarArchiveOutputStream tar, String name, int mode) throws IOException {
    TarArchiveEntry folder = new TarArchiveEntry(name);
    folder.setMode(mode);
    tar.putArchiveEntry(folder);
    tar.closeArchiveEntry();
  }
}
