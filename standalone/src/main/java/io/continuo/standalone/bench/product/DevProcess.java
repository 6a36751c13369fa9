package io.continuo.standalone.bench.product;

import io.continuo.standalone.bench.OtherProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code ./continuo dev} as a process of its own, as users have it. */
final class DevProcess implements AutoCloseable {
  private static final String READY = "ready ";

  private final OtherProcess process;
  private final String url;

  private DevProcess(OtherProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * @param options more of them
   */
  static DevProcess start(String... options) throws IOException {
    Path nothing = Files.createTempDirectory("continuo-bench-");
    ProcessBuilder builder =
        OtherProcess.continuo("dev", nothing.toString(), "--ephemeral", "--port", "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.command().addAll(List.of(options));
    Process process = builder.start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith(READY)) {
      process.destroy();
      throw new IllegalStateException("dev does not get ready, and says: " + line);
    }
    return new DevProcess(new OtherProcess(process), line.substring(READY.length()));
  }

  String url() {
    return url;
  }

  /** Processor time over the next so many seconds, as percent of one core. */
  double cpuPercent(Duration measured) throws IOException, InterruptedException {
    double before = process.cpuSeconds();
    long begun = System.nanoTime();
    Thread.sleep(measured);
    return (process.cpuSeconds() - before) / ((System.nanoTime() - begun) / 1e9) * 100;
  }

  double cpuSeconds() throws IOException {
    return process.cpuSeconds();
  }

  double residentMegabytes() throws IOException {
    return process.residentMegabytes();
  }

  @Override
  public void close() {
    process.close();
  }
}
