package io.continuo.standalone.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Settings of a platform in one JVM.
 *
 * @param folder where all of it is kept; started again on it, everything goes on
 * @param ephemeral whether the folder goes when the platform stops
 * @param port of the gateway on loopback; 0 for any free one
 * @param processFolder base of relative working folders of process tasks
 * @param queues task queues that there are, each with its weight as in {@code big:2} or without one
 * @param broker overrides of the embedded broker's settings
 * @param engine overrides of the engine's settings
 * @param runner overrides of the runner's settings
 */
public record PlatformConfig(
    Path folder,
    boolean ephemeral,
    int port,
    Path processFolder,
    List<String> queues,
    Map<String, String> broker,
    Map<String, String> engine,
    Map<String, String> runner) {

  public static PlatformConfig of(Path folder, boolean ephemeral, int port) {
    return new PlatformConfig(
        folder, ephemeral, port, Path.of(""), List.of("default"), Map.of(), Map.of(), Map.of());
  }

  public PlatformConfig withRunner(Map<String, String> settings) {
    return new PlatformConfig(
        folder, ephemeral, port, processFolder, queues, broker, engine, settings);
  }

  /** The same with these queues. */
  public PlatformConfig withQueues(List<String> those) {
    return new PlatformConfig(
        folder, ephemeral, port, processFolder, those, broker, engine, runner);
  }
}
