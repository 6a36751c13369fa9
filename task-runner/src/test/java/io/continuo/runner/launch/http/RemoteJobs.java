package io.continuo.runner.launch.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for two services that run jobs, as far as a task sees them. One is made like Dataflow:
 * it gives ids, honours an idempotency key, and is asked to cancel by a wished state. The other is
 * like BigQuery: the client chooses the id, a second insert is a conflict, errors come with the
 * state DONE.
 */
final class RemoteJobs implements AutoCloseable {
  private static final String FLOWS = "/v1b3/projects/p/locations/l/jobs";
  private static final String QUERIES = "/bigquery/v2/projects/p/jobs";

  private final HttpServer server;
  private final Map<String, String> idsByKey = new ConcurrentHashMap<>();
  private final Map<String, String> states = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final Semaphore answers = new Semaphore(0);
  private volatile boolean holding;
  private volatile String queryError = "";

  RemoteJobs() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(FLOWS, exchange -> serve(exchange, this::flow));
    server.createContext(QUERIES, exchange -> serve(exchange, this::query));
    server.createContext("/page", exchange -> serve(exchange, (_, _) -> html()));
    server.createContext("/huge", exchange -> serve(exchange, (_, _) -> huge()));
    server.start();
  }

  String flows() {
    return at(FLOWS);
  }

  String queries() {
    return at(QUERIES);
  }

  String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Puts every job into a state. */
  void become(String state) {
    states.replaceAll((_, _) -> state);
  }

  void failQueriesWith(String message) {
    queryError = message;
    become("DONE");
  }

  /** The next so many requests are answered with 503. */
  void breakDown(int times) {
    broken.set(times);
  }

  /** From now on answers wait until they are let go. */
  void hold() {
    holding = true;
  }

  void letGo() {
    holding = false;
    answers.release(1000);
  }

  int jobs() {
    return states.size();
  }

  /** Method, path and idempotency key of what came in, in order. */
  List<String> requests() {
    return requests;
  }

  long polls() {
    return requests.stream().filter(request -> request.startsWith("GET")).count();
  }

  record Answer(int status, String body) {}

  interface Service {
    Answer answer(HttpExchange exchange, String body);
  }

  /** How many requests were here at the same time. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  private void serve(HttpExchange exchange, Service service) throws IOException {
    mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("Authorization")));
    Answer answer =
        broken.getAndUpdate(left -> Math.max(0, left - 1)) > 0
            ? new Answer(503, "{}")
            : service.answer(exchange, body);
    if (holding) {
      answers.acquireUninterruptibly();
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    now.decrementAndGet();
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer flow(HttpExchange exchange, String body) {
    if (exchange.getRequestMethod().equals("POST")) {
      String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      String id = idsByKey.computeIfAbsent(key, _ -> "job-" + ids.incrementAndGet());
      states.putIfAbsent(id, "JOB_STATE_PENDING");
      return new Answer(200, "{\"id\": \"%s\"}".formatted(id));
    }
    String id = lastStep(exchange);
    if (!states.containsKey(id)) {
      return new Answer(404, "{\"error\": \"no job " + id + "\"}");
    }
    if (exchange.getRequestMethod().equals("PUT")) {
      Value wish = ValueJson.readFields(body).values().getOrDefault("requestedState", Value.NULL);
      states.put(id, ((Value.Text) wish).value());
    }
    return new Answer(
        200,
        "{\"id\": \"%s\", \"currentState\": \"%s\", \"metrics\": {\"rows\": 42}}"
            .formatted(id, states.get(id)));
  }

  private Answer query(HttpExchange exchange, String body) {
    if (exchange.getRequestMethod().equals("POST") && lastStep(exchange).equals("cancel")) {
      become("DONE");
      return new Answer(200, "{}");
    }
    if (exchange.getRequestMethod().equals("POST")) {
      Value reference =
          ValueJson.readFields(body).values().getOrDefault("jobReference", Value.NULL);
      String id = String.valueOf(((Value.Fields) reference).values().get("jobId"));
      return states.putIfAbsent(id, "RUNNING") == null
          ? new Answer(200, "{\"status\": {\"state\": \"RUNNING\"}}")
          : new Answer(409, "{\"error\": {\"message\": \"Already Exists\"}}");
    }
    String error =
        queryError.isEmpty() ? "" : ", \"errorResult\": {\"message\": \"" + queryError + "\"}";
    String state = states.values().iterator().next();
    return new Answer(
        200,
        "{\"status\": {\"state\": \"%s\"%s}, \"statistics\": {\"query\": {\"rows\": \"7\"}}}"
            .formatted(state, error));
  }

  private static String lastStep(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Answer html() {
    return new Answer(200, "<html>Please sign in</html>");
  }

  private static Answer huge() {
    return new Answer(200, "\"" + "x".repeat(9 << 20) + "\"");
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
  }
}
