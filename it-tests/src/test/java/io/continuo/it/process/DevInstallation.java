package io.continuo.it.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code continuo dev} on a folder of its own; the victim is all of it. */
public final class DevInstallation implements Installation {
  private static final Duration START = Duration.ofSeconds(90);

  private final Path folder;
  private final int port = Dist.freePort();
  private final Api api = new Api(URI.create("http://127.0.0.1:" + port));
  private Part dev;
  private Optional<Part> broker = Optional.empty();

  /** Starts one and waits until it is ready. */
  public DevInstallation(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("definitions"));
    this.dev = start();
    awaitReady();
  }

  private Part start() {
    List<String> arguments =
        List.of("dev", "definitions", "--data", data().toString(), "--port", String.valueOf(port));
    return Part.start(new Part.Launch("dev", arguments, Map.of(), folder));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void awaitReady() {
    dev.awaitLine("ready http://127.0.0.1:", START);
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public void kill() {
    dev.kill();
  }

  @Override
  public void restart() {
    restartWithoutWaiting();
    awaitReady();
  }

  @Override
  public void restartWithoutWaiting() {
    dev = start();
  }

  @Override
  public String quiet() {
    dev.stop();
    int brokerPort = Dist.freePort();
    List<String> arguments =
        List.of(
            "service", "broker",
            "--data", data().resolve("broker").toString(),
            "--port", String.valueOf(brokerPort));
    Part started = Part.start(new Part.Launch("broker", arguments, Map.of(), folder));
    broker = Optional.of(started);
    started.awaitLine("ready ", START);
    return "127.0.0.1:" + brokerPort;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    dev.close();
    broker.ifPresent(Part::close);
  }
}
