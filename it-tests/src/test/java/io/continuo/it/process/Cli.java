package io.continuo.it.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.continuo.cli.Main;
import io.continuo.cli.session.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

/** The command line, called as a script would call it, but within this JVM. */
public final class Cli {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What one call left. */
  public record Result(int exit, String out, String err) {
    public JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + this, e);
      }
    }
  }

  private final URI url;

  public Cli(URI url) {
    this.url = url;
  }

  /** Calls it with {@code -o json} and the address; the rest of the line is split at spaces. */
  public Result run(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            false,
            false,
            Map.of(),
            InstantSource.system());
    String[] arguments =
        Stream.concat(Stream.of("--url", url.toString(), "-o", "json"), Stream.of(line.split(" ")))
            .toArray(String[]::new);
    int exit = Main.run(arguments, terminal);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
