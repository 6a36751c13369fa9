package io.continuo.runner.launch.container;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Docker daemon of the test's own, to be stopped, killed and started again. It lives in a network
 * namespace of its own: one without a bridge removes {@code docker0}, which is another daemon's.
 */
final class OwnDaemon implements Closeable {
  private final Path folder;
  private Process process;

  OwnDaemon() throws IOException {
    folder = Files.createTempDirectory("dockerd");
    process = begin();
    awaitAnswer();
  }

  /** Why there can be none on this machine, if so. */
  static Optional<String> impossible() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("a second Docker daemon needs root: its tests are skipped");
    }
    return program("dockerd").isEmpty() || program("unshare").isEmpty()
        ? Optional.of("a second Docker daemon needs dockerd and unshare: its tests are skipped")
        : Optional.empty();
  }

  private static Optional<Path> program(String name) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.concat(Arrays.stream(path.split(":", -1)), Stream.of("/usr/sbin"))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Optional<String> host() {
    return Optional.of("unix://" + folder.resolve("sock"));
  }

  /** As the service manager stops it: it ends its containers first. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(60, TimeUnit.SECONDS);
  }

  /** And the part of it that dies with it: started before that it would take it for its own. */
  void kill() throws IOException, InterruptedException {
    long part =
        Long.parseLong(Files.readString(folder.resolve("exec/containerd/containerd.pid")).strip());
    process.destroyForcibly();
    process.waitFor(60, TimeUnit.SECONDS);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ProcessHandle.of(part).filter(ProcessHandle::isAlive).isEmpty());
  }

  void start() throws IOException {
    process = begin();
    awaitAnswer();
  }

  private Process begin() throws IOException {
    List<String> command =
        List.of(
            program("unshare").orElseThrow().toString(),
            "--net",
            program("dockerd").orElseThrow().toString(),
            "--data-root=" + folder.resolve("root"),
            "--exec-root=" + folder.resolve("exec"),
            "--pidfile=" + folder.resolve("pid"),
            "--host=" + host().orElseThrow(),
            "--bridge=none",
            "--iptables=false");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitAnswer() {
    await().atMost(Duration.ofSeconds(60)).until(() -> DockerDaemon.answers(host()));
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
      run("umount", folder.resolve("root").toString()); // it does not always take that away itself
      run("rm", "-rf", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
