package io.continuo.cli.session;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The world outside the program: streams, what is a terminal, environment, clock.
 *
 * @param outIsTerminal a person reads stdout
 * @param errIsTerminal a person reads stderr, lines may be redrawn
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment,
    InstantSource clock) {

  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** That of this process. Data is always UTF-8, whatever the locale says. */
  public static Terminal ofProcess() {
    return new Terminal(
        System.in,
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, locale()),
        isTerminal(1),
        isTerminal(2),
        System.getenv(),
        InstantSource.system());
  }

  public Instant now() {
    return clock.instant();
  }

  /** An environment variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Colours only for people who did not refuse them (no-color.org). */
  public boolean colours(boolean isTerminal) {
    return isTerminal
        && variable("NO_COLOR").isEmpty()
        && !variable("TERM").equals(Optional.of("dumb"));
  }

  /** Whether stderr can show signs beyond ASCII. */
  public boolean unicode() {
    return err.charset().equals(StandardCharsets.UTF_8);
  }

  /** The JDK only tells of stdin and stdout together, so the kernel is asked where it can be. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
  }

  private static Charset locale() {
    return Charset.forName(System.getProperty("native.encoding", "UTF-8"), StandardCharsets.UTF_8);
  }
}
