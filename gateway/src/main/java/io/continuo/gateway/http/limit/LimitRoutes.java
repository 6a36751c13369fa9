package io.continuo.gateway.http.limit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.LimitCommand;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.Lists;
import io.continuo.gateway.view.query.limit.LimitSummary;
import io.continuo.gateway.view.query.limit.Limits;
import io.continuo.gateway.view.query.limit.Permit;
import io.continuo.id.Names;
import java.time.Clock;
import java.util.List;

/** Looking limits up and setting them. */
public final class LimitRoutes {
  /** Most holders, and most of those who wait, that one answer lists. */
  private static final int LISTED = 200;

  private final Limits limits;
  private final Commands commands;
  private final Clock clock;

  public LimitRoutes(Limits limits, Commands commands, Clock clock) {
    this.limits = limits;
    this.commands = commands;
    this.clock = clock;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get(
            "/api/v1/limits",
            call -> Lists.page(limits.list(call.query("cursor"), call.limit()), LimitRoutes::json))
        .get("/api/v1/limits/{name}", call -> Reply.ok(detail(find(call.path("name")))))
        .put("/api/v1/limits/{name}", this::set);
  }

  private Reply set(Call call) throws InterruptedException {
    String name = call.path("name");
    if (!Names.isValid(name)) {
      throw Problem.badRequest(
              "invalid-name",
              "limit '"
                  + name
                  + "' is not a name: use 1 to 63 lower-case letters, digits, '-', '_' or '.'")
          .asException();
    }
    LimitSetting wanted = LimitSetting.of(call.json());
    LimitCommand command =
        new LimitCommand.SetLimit(
            wanted.permits(), wanted.backfillShare(), wanted.description(), "api");
    Answers.accepted(
        commands.ask(name, command, () -> limits.byName(name).filter(wanted::isSo).isPresent()));
    return Reply.ok(detail(find(name)));
  }

  private LimitSummary find(String name) {
    return limits
        .byName(name)
        .orElseThrow(
            () ->
                Problem.notFound(
                        "there is no limit '"
                            + name
                            + "': make it with continuo limits set "
                            + name
                            + " --permits N")
                    .asException());
  }

  private ObjectNode detail(LimitSummary limit) {
    ObjectNode json = json(limit);
    ArrayNode holders = json.putArray("holders");
    for (Permit permit : limits.holders(limit.name(), LISTED)) {
      permit(holders.addObject(), permit);
    }
    ArrayNode queue = json.putArray("queue");
    List<Permit> waiting = limits.queue(limit.name(), clock.instant(), LISTED);
    for (int i = 0; i < waiting.size(); i++) {
      permit(queue.addObject().put("position", i + 1), waiting.get(i));
    }
    return json;
  }

  private static ObjectNode json(LimitSummary limit) {
    return Json.object()
        .put("name", limit.name())
        .put("permits", limit.permits())
        .put("backfillShare", limit.backfillShare())
        .put("description", limit.description())
        .put("used", limit.used())
        .put("waiting", limit.waiting());
  }

  private static void permit(ObjectNode json, Permit permit) {
    json.put("execution", permit.execution())
        .put("task", permit.task())
        .put("attempt", permit.attempt())
        .put("namespace", permit.namespace())
        .put("weight", permit.weight())
        .put("priority", permit.priority().text())
        .put("lane", permit.lane().text())
        .put("since", permit.since().toString());
  }
}
