package io.continuo.gateway.http.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.BackfillCommand;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.Lists;
import io.continuo.gateway.view.query.time.BackfillFilter;
import io.continuo.gateway.view.query.time.BackfillSummary;
import io.continuo.gateway.view.query.time.Backfills;
import java.util.Set;
import java.util.function.Predicate;

/** Looking backfills up and steering them. */
public final class BackfillRoutes {
  private static final String ONE = "/api/v1/backfills/{id}";
  private static final Set<String> STOPPING = Set.of("stopping", "stopped");

  private final Backfills backfills;
  private final Commands commands;

  public BackfillRoutes(Backfills backfills, Commands commands) {
    this.backfills = backfills;
    this.commands = commands;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get("/api/v1/backfills", this::list)
        .get(ONE, call -> reply(find(call.path("id"))))
        .patch(ONE, this::patch)
        .delete(ONE, this::stop)
        .get(ONE + "/slots", this::slots);
  }

  private Reply list(Call call) {
    BackfillFilter filter =
        new BackfillFilter(call.query("namespace"), call.query("workflow"), call.query("status"));
    return Lists.page(
        backfills.list(filter, call.query("cursor"), call.limit()), BackfillJson::backfill);
  }

  private Reply slots(Call call) {
    return Lists.page(
        backfills.slots(find(call.path("id")).id(), call.query("cursor"), call.limit()),
        BackfillJson::slot);
  }

  /** {@code {"paused": true|false}} or {@code {"concurrency": n}}. */
  private Reply patch(Call call) throws InterruptedException {
    ObjectNode body = call.json();
    JsonNode paused = body.path("paused");
    JsonNode concurrency = body.path("concurrency");
    if (body.size() == 1 && paused.isBoolean()) {
      return paused.booleanValue()
          ? ask(call, new BackfillCommand.PauseBackfill("api"), b -> b.status().equals("paused"))
          : ask(call, new BackfillCommand.ResumeBackfill("api"), b -> b.status().equals("running"));
    }
    if (body.size() == 1
        && concurrency.isInt()
        && concurrency.intValue() >= 1
        && concurrency.intValue() <= BackfillCommand.MAX_CONCURRENCY) {
      int wanted = concurrency.intValue();
      return ask(
          call, new BackfillCommand.EditBackfill(wanted, "api"), b -> b.concurrency() == wanted);
    }
    throw Problem.of(
            422,
            "invalid-patch",
            "give {\"paused\": true}, {\"paused\": false}, or {\"concurrency\": n} with n from 1 to "
                + BackfillCommand.MAX_CONCURRENCY)
        .asException();
  }

  private Reply stop(Call call) throws InterruptedException {
    return ask(
        call,
        new BackfillCommand.StopBackfill(call.flag("cancelRunning"), "api"),
        b -> STOPPING.contains(b.status()));
  }

  private Reply ask(Call call, BackfillCommand command, Predicate<BackfillSummary> isSo)
      throws InterruptedException {
    BackfillSummary backfill = find(call.path("id"));
    if (backfill.hasEnded()) {
      throw Problem.of(
              409, "ended", "backfill " + backfill.id() + " has ended: it " + backfill.status())
          .asException();
    }
    Answers.accepted(commands.ask(backfill.id(), command, () -> isSo.test(find(backfill.id()))));
    return reply(find(backfill.id()));
  }

  private BackfillSummary find(String id) {
    return backfills
        .byId(id)
        .orElseThrow(() -> Problem.notFound("there is no backfill '" + id + "'").asException());
  }

  private static Reply reply(BackfillSummary backfill) {
    return Reply.ok(BackfillJson.backfill(backfill));
  }
}
