package io.continuo.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One child process of {@code continuo}; its output goes to two files. */
public final class Part implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(20);

  /**
   * How to start one.
   *
   * @param name of its output files
   * @param arguments of {@code continuo}
   * @param environment on top of this process's own
   * @param folder in which it runs and leaves its output
   */
  public record Launch(
      String name, List<String> arguments, Map<String, String> environment, Path folder) {}

  private final Process process;
  private final Path out;
  private final Path err;

  private Part(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts one; output of an earlier start under the same name is replaced, errors are kept. */
  public static Part start(Launch launch) {
    Path out = launch.folder().resolve(launch.name() + ".out");
    Path err = launch.folder().resolve(launch.name() + ".err");
    ProcessBuilder builder = new ProcessBuilder(Dist.command(launch.arguments()));
    builder.environment().putAll(launch.environment());
    builder.directory(launch.folder().toFile());
    builder.redirectOutput(out.toFile());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
    try {
      Part part = new Part(builder.start(), out, err);
      // Whatever becomes of the test, nothing of it stays behind.
      Runtime.getRuntime().addShutdownHook(new Thread(part::close, "end-" + launch.name()));
      return part;
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + launch, e);
    }
  }

  /** Waits for a line that begins so on stdout, and returns it. */
  public String awaitLine(String beginning, Duration timeout) {
    return Awaitility.await("a line '" + beginning + "...' of " + out)
        .atMost(timeout)
        .pollInterval(Duration.ofMillis(20))
        .failFast(
            () -> {
              if (!process.isAlive() && first(beginning).isEmpty()) {
                throw new IllegalStateException("it has ended:\n" + errors());
              }
            })
        .until(() -> first(beginning), line -> !line.isEmpty());
  }

  private String first(String beginning) {
    return output().stream().filter(line -> line.startsWith(beginning)).findFirst().orElse("");
  }

  /** What it has written to stdout so far. */
  public List<String> output() {
    return lines(out);
  }

  /** The end of what it has written to stderr. */
  public String errors() {
    List<String> lines = lines(err);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readString(file).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(STOP);
  }

  /** SIGSTOP: it stands still, and does not know it. */
  public void suspend() {
    signal("STOP");
  }

  /** SIGCONT: it goes on as if nothing had been. */
  public void wake() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + signal + " ended with " + code);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot send SIG" + signal, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGTERM; the exit code. */
  public int stop() {
    process.destroy();
    return awaitExit(STOP);
  }

  /** Waits until it ends by itself; the exit code. */
  public int awaitExit(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it did not end within " + timeout + ":\n" + errors());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
