package io.continuo.gateway.http.runner;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.RunnerCommand;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.http.api.Lists;
import io.continuo.gateway.view.query.Runners;
import java.util.Optional;

/** The routes of runners. */
public final class RunnerRoutes {
  private final Runners runners;
  private final Commands commands;

  public RunnerRoutes(Runners runners, Commands commands) {
    this.runners = runners;
    this.commands = commands;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get(
            "/api/v1/runners",
            call ->
                Lists.page(runners.list(call.query("cursor"), call.limit()), RunnerRoutes::json))
        .get("/api/v1/runners/{id}", call -> Reply.ok(json(find(call))))
        .post("/api/v1/runners/{id}/drain", this::drain);
  }

  private Reply drain(Call call) throws InterruptedException {
    Runners.Runner runner = find(call);
    String reason = call.json().path("reason").asText("");
    Answers.accepted(
        commands.ask(
            runner.name(),
            new RunnerCommand.DrainRunner("api", reason),
            () -> find(call).status().equals("draining")));
    return Reply.json(202, json(find(call)));
  }

  private Runners.Runner find(Call call) {
    String name = call.path("id");
    return runners
        .byName(name)
        .orElseThrow(() -> Problem.notFound("there is no runner '" + name + "'").asException());
  }

  private static ObjectNode json(Runners.Runner runner) {
    ObjectNode json = Json.object();
    json.put("id", runner.name());
    json.put("status", runner.status());
    json.put("version", runner.version());
    json.put("incarnation", runner.incarnation());
    JsonFields.putJson(json, "queues", Optional.of(runner.queues()));
    json.put("slots", runner.slots());
    json.put("running", runner.running());
    json.put("free", Math.max(0, runner.slots() - runner.running()));
    ArrayNode types = json.putArray("types");
    JsonFields.parse(runner.types()).forEach(type -> types.add(type.path("name").asText()));
    JsonFields.putJson(json, "labels", Optional.of(runner.labels()));
    JsonFields.putJson(json, "images", Optional.of(runner.images()));
    json.put("joinedAt", runner.joinedAt().toString());
    json.put("lastHeartbeatAt", runner.seenAt().toString());
    return json;
  }
}
