package io.continuo.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.continuo.cli.session.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Does once what most calls do, against a server of its own, so that a start-up cache of the JVM
 * (JEP 514) made from this program holds the classes of HTTP, JSON and tables too. Prints nothing.
 */
public final class WarmUp {
  private static final String EXECUTION =
      """
      {"id": "x", "namespace": "a", "workflow": "b", "version": 1, "run": 1, "trigger": {"kind": "manual"},
       "status": "succeeded", "createdAt": "2026-11-21T05:00:00Z", "taskCounts": {"succeeded": 1}}
      """;

  private static final List<List<String>> CALLS =
      List.of(
          List.of("list", "executions", "-o", "table"),
          List.of("list", "executions", "-o", "json"),
          List.of("run", "a/b", "--watch", "-o", "json"),
          List.of("logs", "x", "-o", "json"));

  private WarmUp() {}

  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", WarmUp::answer);
    server.start();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            nowhere,
            nowhere,
            true,
            false,
            Map.of(),
            InstantSource.system());
    for (List<String> call : CALLS) {
      Main.run(
          ("--url http://127.0.0.1:" + server.getAddress().getPort() + " " + String.join(" ", call))
              .split(" ", -1),
          terminal);
    }
    server.stop(0);
    Main.run(new String[] {"--help"}, terminal);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean list = path.endsWith("/tasks") || path.equals("/api/v1/executions");
    String items = path.endsWith("/tasks") ? "" : EXECUTION;
    byte[] body =
        (list ? "{\"items\": [" + items + "]}" : EXECUTION).getBytes(StandardCharsets.UTF_8);
    boolean stream = path.endsWith("/stream");
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(stream ? 204 : 200, stream ? -1 : body.length);
    if (!stream) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
