package io.continuo.standalone.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Wall and processor time of this process since a moment.
 *
 * <p>Processor time per unit of work hardly depends on who else uses the machine; the rates do.
 */
public final class Usage {

  private final long wallNanos = System.nanoTime();
  private final long cpuNanos = processCpuNanos();

  private Usage() {}

  /** Begins now. */
  public static Usage start() {
    return new Usage();
  }

  /** Wall time so far. */
  public double seconds() {
    return (System.nanoTime() - wallNanos) / 1e9;
  }

  /** Processor time of all threads so far. */
  public double cpuMicros() {
    return (processCpuNanos() - cpuNanos) / 1e3;
  }

  /** Memory of this process that is in RAM; 0 where the system does not tell. */
  public static double residentMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static long processCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
