package io.continuo.gateway.http.backfill;

import io.continuo.backfill.BackfillPlan;
import io.continuo.backfill.BackfillPlanner;
import io.continuo.backfill.Catalogue;
import io.continuo.command.BackfillCommand;
import io.continuo.gateway.command.Answer;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.Faults;
import io.continuo.gateway.http.api.IdempotencyKey;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.view.query.time.BackfillSummary;
import io.continuo.gateway.view.query.time.Backfills;
import io.continuo.id.WorkflowId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Planning and creating backfills. */
public final class CreateRoutes {
  private final Backfills backfills;
  private final Supplier<Catalogue> catalogues;
  private final Commands commands;
  private final Clock clock;

  /**
   * The routes.
   *
   * @param catalogues a catalogue for each plan
   */
  public CreateRoutes(
      Backfills backfills, Supplier<Catalogue> catalogues, Commands commands, Clock clock) {
    this.backfills = backfills;
    this.catalogues = catalogues;
    this.commands = commands;
    this.clock = clock;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.post("/api/v1/namespaces/{ns}/workflows/{name}/backfills", this::create);
  }

  private Reply create(Call call) throws InterruptedException {
    WorkflowId workflow = Names.workflow(call);
    if (catalogues.get().newest(workflow).isEmpty()) {
      throw Problem.notFound("workflow " + workflow + " is not registered").asException();
    }
    String id = id(workflow, IdempotencyKey.of(call));
    BackfillRequest request = BackfillRequest.of(workflow, call.json());
    if (call.flag("dryRun")) {
      return Reply.ok(BackfillJson.plan(plan(request)));
    }
    Optional<BackfillSummary> known = backfills.byId(id);
    if (known.isPresent()) {
      return reply(200, known.get());
    }
    Answer answer =
        Answers.accepted(commands.ask(id, command(request), () -> backfills.byId(id).isPresent()));
    BackfillSummary created =
        backfills
            .byId(id)
            .orElseThrow(
                () ->
                    Problem.of(
                            504,
                            "not-visible-yet",
                            "backfill "
                                + id
                                + " is created, but the read model lags; look again soon")
                        .asException());
    return reply(answer instanceof Answer.Event ? 201 : 200, created);
  }

  private BackfillPlan plan(BackfillRequest request) {
    return switch (BackfillPlanner.plan(request.plan(), catalogues.get(), clock.instant())) {
      case BackfillPlanner.Planned(BackfillPlan plan) -> plan;
      case BackfillPlanner.Refused(var problems) -> {
        Faults faults = new Faults();
        problems.forEach(problem -> faults.add(problem.pointer(), problem.message()));
        faults.refuse("invalid-backfill");
        throw new IllegalStateException("a plan was refused without a reason");
      }
    };
  }

  private BackfillCommand command(BackfillRequest request) {
    return new BackfillCommand.CreateBackfill(
        request.plan().workflow(),
        plan(request),
        request.reverse(),
        request.concurrency(),
        request.skipSucceeded(),
        request.plan().downstream(),
        request.inputs(),
        request.description(),
        "api");
  }

  /** The same key is the same backfill. */
  private static String id(WorkflowId workflow, String key) {
    String name = "backfill\n" + workflow + "\n" + key;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Reply reply(int status, BackfillSummary backfill) {
    return Reply.json(status, BackfillJson.backfill(backfill))
        .with("Location", "/api/v1/backfills/" + backfill.id());
  }
}
