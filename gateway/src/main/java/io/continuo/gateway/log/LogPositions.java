package io.continuo.gateway.log;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the logs topic has been stored, in a file beside the logs; losing it only means storing
 * some chunks again.
 */
final class LogPositions {
  private final Path file;

  LogPositions(Path folder) {
    this.file = folder.resolve("positions.properties");
  }

  Map<TopicPartition, Long> load(String topic) throws IOException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    if (Files.exists(file)) {
      Properties stored = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        stored.load(reader);
      }
      stored.forEach(
          (partition, offset) ->
              positions.put(
                  new TopicPartition(topic, Integer.parseInt(partition.toString())),
                  Long.parseLong(offset.toString())));
    }
    return positions;
  }

  void save(Map<TopicPartition, Long> positions) throws IOException {
    Properties stored = new Properties();
    positions.forEach(
        (partition, offset) ->
            stored.setProperty(Integer.toString(partition.partition()), Long.toString(offset)));
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling("positions.new");
    try (Writer writer = Files.newBufferedWriter(fresh)) {
      stored.store(writer, "next offset by topic partition");
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
