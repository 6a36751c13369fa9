package io.continuo.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a figure was measured on.
 *
 * @param cpu model of the processor, where the system tells
 * @param cores that this JVM may use
 * @param memoryMb most heap of this JVM, in MiB
 * @param os name and version
 * @param jvm name and version
 * @param loadAverage of the last minute at the end of the run; far above {@code cores} means that
 *     others used the machine too; -1 where the system does not tell
 */
public record Machine(
    String cpu, int cores, long memoryMb, String os, String jvm, double loadAverage) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** This machine, now. */
  public static Machine ofThisJvm() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        cpuModel().orElse("unknown"),
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static Optional<String> cpuModel() {
    try (Stream<String> lines = Files.exists(CPU_INFO) ? Files.lines(CPU_INFO) : Stream.of()) {
      List<String> models = lines.filter(line -> line.startsWith("model name")).limit(1).toList();
      return models.stream().map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
