package io.continuo.sdk.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Listens on a free loopback port, keeps what it is told in memory, remembers every request. */
public final class FakeGateway implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(FakeGateway::daemon);
  private final List<SeenRequest> requests = new CopyOnWriteArrayList<>();
  private final Faults faults = new Faults();
  private final FakeState state = new FakeState();
  private final FakeRoutes routes = new FakeRoutes(state, faults);
  private volatile Optional<String> token = Optional.empty();

  public FakeGateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public Faults faults() {
    return faults;
  }

  public FakeState state() {
    return state;
  }

  public FakeDatasets datasets() {
    return routes.datasets;
  }

  public FakeLimits limits() {
    return routes.limits;
  }

  public FakeSlots slots() {
    return routes.slots;
  }

  public FakeBackfills backfills() {
    return routes.backfills;
  }

  /** From now on only requests with this bearer token are let in. */
  public void requireToken(String bearer) {
    token = Optional.of(bearer);
  }

  public List<SeenRequest> requests() {
    return List.copyOf(requests);
  }

  /** The requests of one method whose path contains the part, in order. */
  public List<SeenRequest> requests(String method, String pathPart) {
    return requests.stream()
        .filter(request -> request.method().equals(method) && request.path().contains(pathPart))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    SeenRequest request = seen(exchange);
    requests.add(request);
    Reply reply =
        faults.take(request).or(() -> refused(request)).orElseGet(() -> routes.answer(request));
    if (reply instanceof Reply.Document document) {
      write(
          exchange, document.status(), contentType(document.status()), document.json().toString());
    } else if (reply instanceof Reply.Page page) {
      write(exchange, page.status(), page.contentType(), page.text());
    } else if (reply instanceof Reply.Live live) {
      stream(exchange, live);
    } else {
      exchange.close();
    }
  }

  private Optional<Reply> refused(SeenRequest request) {
    return token
        .filter(wanted -> !request.header("Authorization").equals(Optional.of("Bearer " + wanted)))
        .map(wanted -> Reply.problem(401, "unauthenticated", "a valid token is needed"));
  }

  private static void write(HttpExchange exchange, int status, String contentType, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    boolean empty = status == 204 || bytes.length == 0;
    exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
    if (!empty) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /**
   * A writer that throws leaves the last chunk out, which the client sees as a broken connection.
   */
  private static void stream(HttpExchange exchange, Reply.Live live) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", live.contentType());
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    try {
      live.writer().writeTo(out);
      out.close();
    } catch (IOException e) {
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private static SeenRequest seen(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return new SeenRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Arrays.stream(raw.split("&", -1))
        .filter(pair -> pair.indexOf('=') > 0)
        .forEach(
            pair ->
                parameters.put(
                    pair.substring(0, pair.indexOf('=')),
                    URLDecoder.decode(
                        pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8)));
    return parameters;
  }

  private static String contentType(int status) {
    return status >= 400 ? "application/problem+json" : "application/json";
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-gateway");
    thread.setDaemon(true);
    return thread;
  }
}
