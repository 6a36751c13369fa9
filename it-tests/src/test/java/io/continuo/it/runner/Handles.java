package io.continuo.it.runner;

import io.continuo.it.process.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a runner's process holds open, told apart by what can leak with a container.
 *
 * @param workspace files below its work folder, deleted ones as well
 * @param docker sockets of the Unix domain: to the daemon, idle ones in the client's pool as well
 * @param pipes to children, of which there are none for containers
 * @param streams threads of the Docker client, one for each stream that is followed
 * @param others connections to Kafka, selectors, classes: opened when they are needed first
 * @param otherThreads of Kafka's clients and of the JVM, which starts and ends some as it likes
 */
record Handles(
    List<String> workspace, long docker, long pipes, long streams, long others, long otherThreads) {

  static Handles of(Part runner, Path workFolder) throws IOException {
    Path process = Path.of("/proc", Long.toString(runner.pid()));
    Set<String> unix = unixSockets(process);
    List<String> targets = each(process.resolve("fd"), fd -> Files.readSymbolicLink(fd).toString());
    List<String> threads =
        each(process.resolve("task"), task -> Files.readString(task.resolve("comm")).strip());
    List<String> workspace =
        targets.stream().filter(target -> target.startsWith(workFolder + "/")).toList();
    long docker = targets.stream().filter(unix::contains).count();
    long pipes = targets.stream().filter(target -> target.startsWith("pipe:")).count();
    // The kernel keeps 15 letters of docker-java-stream-N.
    long streams = threads.stream().filter(name -> name.startsWith("docker-java-str")).count();
    return new Handles(
        workspace,
        docker,
        pipes,
        streams,
        targets.size() - workspace.size() - docker - pipes,
        threads.size() - streams);
  }

  /** As links to them read. */
  private static Set<String> unixSockets(Path process) throws IOException {
    return Files.readAllLines(process.resolve("net/unix")).stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+", -1)[6])
        .map(inode -> "socket:[" + inode + "]")
        .collect(Collectors.toSet());
  }

  private interface Look {
    String at(Path entry) throws IOException;
  }

  private static List<String> each(Path folder, Look look) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> found(entry, look)).flatMap(Optional::stream).toList();
    }
  }

  /** What is gone again since it was listed is not held. */
  private static Optional<String> found(Path entry, Look look) {
    try {
      return Optional.of(look.at(entry));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
