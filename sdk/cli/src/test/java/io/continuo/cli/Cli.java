package io.continuo.cli;

import io.continuo.cli.session.Terminal;
import io.continuo.sdk.fake.FakeGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls the command line in this JVM, with a terminal made of memory and a clock that stands still.
 */
final class Cli {
  static final Instant NOW = Instant.parse("2026-11-21T12:05:00Z");

  private final Map<String, String> environment = new HashMap<>();
  private boolean terminal;
  private String stdin = "";

  /** What a call left behind. */
  record Ran(int exitCode, String out, String err) {}

  static Cli against(FakeGateway gateway) {
    return new Cli().with("CONTINUO_URL", gateway.url());
  }

  Cli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** A person sits before stdout and stderr. */
  Cli onTerminal() {
    terminal = true;
    return with("TERM", "xterm-256color");
  }

  Cli stdin(String text) {
    stdin = text;
    return this;
  }

  Ran run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            args,
            new Terminal(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                terminal,
                environment,
                InstantSource.fixed(NOW)));
    return new Ran(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
