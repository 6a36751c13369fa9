package io.continuo.standalone.bench.product;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code ./continuo dev} as a process of its own, as users have it: what it costs is its alone. */
final class DevProcess implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;
  private static final String READY = "ready ";

  private final Process process;
  private final String url;

  private DevProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static DevProcess start() throws IOException {
    Path script = Path.of(System.getProperty("continuo.home", "."), "continuo");
    Path nothing = Files.createTempDirectory("continuo-bench-");
    ProcessBuilder builder =
        new ProcessBuilder(
            script.toString(), "dev", nothing.toString(), "--ephemeral", "--port", "0");
    builder.environment().put("CONTINUO_BUILD", "off");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith(READY)) {
      process.destroy();
      throw new IllegalStateException(script + " dev does not get ready, and says: " + line);
    }
    return new DevProcess(process, line.substring(READY.length()));
  }

  String url() {
    return url;
  }

  /** Processor time over the next so many seconds, as percent of one core. */
  double cpuPercent(Duration measured) throws IOException, InterruptedException {
    long before = ticks();
    long begun = System.nanoTime();
    Thread.sleep(measured);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return (ticks() - before) / TICKS_PER_SECOND / seconds * 100;
  }

  /** Time in user and kernel mode, fields 14 and 15 of proc(5)'s stat. */
  private long ticks() throws IOException {
    String stat = Files.readString(proc("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  double residentMegabytes() throws IOException {
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
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
