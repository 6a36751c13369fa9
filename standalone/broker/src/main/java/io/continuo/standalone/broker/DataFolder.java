package io.continuo.standalone.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that holds the broker's log; a temporary one disappears with the broker. */
record DataFolder(Path path, boolean temporary) {

  static DataFolder open(BrokerConfig config) {
    try {
      if (config.folder().isEmpty()) {
        return new DataFolder(Files.createTempDirectory("continuo-broker-"), true);
      }
      Path path = Files.createDirectories(config.folder().get().toAbsolutePath().normalize());
      refuseSecondUser(path);
      return new DataFolder(path, false);
    } catch (IOException e) {
      throw new BrokerStartException("cannot use the broker's data folder: " + e, e);
    }
  }

  /** Kafka would notice too, but ends the process instead of saying so. */
  private static void refuseSecondUser(Path path) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse(path);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(path);
    }
  }

  private static BrokerStartException inUse(Path path) {
    return new BrokerStartException(
        "the data folder "
            + path
            + " is in use by another broker: stop that process or choose another folder");
  }

  boolean isNew() {
    return !Files.exists(path.resolve("meta.properties"));
  }

  /** Whether the last broker in this folder did not get to its orderly end. */
  boolean wasKilled() {
    return !isNew() && !Files.exists(path.resolve(".kafka_cleanshutdown"));
  }

  void release() {
    if (temporary) {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the temporary folder " + path, e);
    }
  }
}
