package io.continuo.gateway.http.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Reply;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code /healthz}: the process lives. {@code /readyz}: it can do its work, or why not. {@code
 * /metrics}.
 */
public final class HealthRoutes {
  private final Supplier<List<String>> troubles;
  private final Supplier<String> metrics;

  /**
   * Health of a gateway.
   *
   * @param troubles what keeps it from its work; empty when nothing does
   * @param metrics all numbers, as Prometheus reads them
   */
  public HealthRoutes(Supplier<List<String>> troubles, Supplier<String> metrics) {
    this.troubles = troubles;
    this.metrics = metrics;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get("/healthz", _ -> Reply.ok(Json.object().put("status", "alive")))
        .get("/readyz", _ -> ready())
        .get(
            "/metrics",
            _ -> Reply.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
  }

  private Reply ready() {
    List<String> found = troubles.get();
    ObjectNode body = Json.object().put("status", found.isEmpty() ? "ready" : "not ready");
    ArrayNode reasons = body.putArray("reasons");
    found.forEach(reasons::add);
    return Reply.json(found.isEmpty() ? 200 : 503, body);
  }
}
