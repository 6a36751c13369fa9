package io.continuo.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that is measured from outside, so that what it costs is its alone; Linux only.
 */
public final class OtherProcess implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;
  private static final long STOP_SECONDS = 20;

  private final Process process;

  public OtherProcess(Process process) {
    this.process = process;
  }

  /** {@code ./continuo} with these arguments, which is not built again. */
  public static ProcessBuilder continuo(String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("continuo.home", "."), "continuo").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("CONTINUO_BUILD", "off");
    return builder;
  }

  /** Whether this system tells what another process costs. */
  public static boolean isMeasurable() {
    return Files.isDirectory(Path.of("/proc/self"));
  }

  /** Processor time so far, in user and kernel mode: fields 14 and 15 of proc(5)'s stat. */
  public double cpuSeconds() throws IOException {
    String stat = Files.readString(proc("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** Memory that is in RAM. */
  public double residentMegabytes() throws IOException {
    return Files.readAllLines(proc("status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
