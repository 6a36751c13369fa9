package io.continuo.gateway.http.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.WorkflowCommand;
import io.continuo.event.PauseScope;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.http.api.Lists;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.view.query.DefinitionFilter;
import io.continuo.gateway.view.query.DefinitionSummary;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Definitions.Kind;
import io.continuo.id.WorkflowId;
import java.util.Optional;

/** Looking workflows up, and pausing them. */
public final class WorkflowRoutes {
  private static final String ONE = "/api/v1/namespaces/{ns}/workflows/{name}";

  private final Definitions definitions;
  private final Commands commands;

  public WorkflowRoutes(Definitions definitions, Commands commands) {
    this.definitions = definitions;
    this.commands = commands;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get("/api/v1/workflows", call -> list(call, call.query("namespace")))
        .get("/api/v1/namespaces/{ns}/workflows", call -> list(call, Optional.of(call.path("ns"))))
        .get(ONE, call -> one(newest(Names.workflow(call))))
        .patch(ONE, this::patch)
        .get(ONE + "/versions", this::versions)
        .get(ONE + "/versions/{v}", call -> one(version(call)))
        .get(ONE + "/graph", this::graph);
  }

  private Reply list(Call call, Optional<String> namespace) {
    DefinitionFilter filter = new DefinitionFilter(Kind.WORKFLOW, namespace, call.query("name"));
    return Lists.page(
        definitions.list(filter, call.query("cursor"), call.limit()), DefinitionJson::workflow);
  }

  private Reply versions(Call call) {
    WorkflowId id = Names.workflow(call);
    newest(id);
    return Lists.page(
        definitions.versions(Kind.WORKFLOW, id, call.query("cursor"), call.limit()),
        DefinitionJson::workflow);
  }

  static Reply one(DefinitionSummary definition) {
    return Reply.ok(DefinitionJson.workflow(definition))
        .with("ETag", "\"" + definition.digest() + "\"");
  }

  private DefinitionSummary newest(WorkflowId id) {
    return Names.newestOf(definitions, id);
  }

  private DefinitionSummary version(Call call) {
    WorkflowId id = Names.workflow(call);
    String number = call.path("v");
    return Optional.of(number)
        .filter(text -> text.matches("[1-9]\\d{0,8}"))
        .flatMap(text -> definitions.version(Kind.WORKFLOW, id, Integer.parseInt(text)))
        .orElseThrow(
            () -> Problem.notFound("workflow " + id + " has no version " + number).asException());
  }

  /** {@code {"paused": true|false}}. */
  private Reply patch(Call call) throws InterruptedException {
    WorkflowId id = Names.workflow(call);
    boolean paused = JsonFields.paused(call);
    WorkflowCommand command =
        paused
            ? new WorkflowCommand.PauseWorkflow("api", PauseScope.WORKFLOW)
            : new WorkflowCommand.ResumeWorkflow("api", PauseScope.WORKFLOW);
    Answers.accepted(
        commands.ask(
            id,
            command,
            () ->
                definitions
                    .newest(Kind.WORKFLOW, id)
                    .map(d -> d.pauses().by(PauseScope.WORKFLOW) == paused)
                    .orElse(false)));
    return one(newest(id));
  }

  /** The tasks and their edges. */
  private Reply graph(Call call) {
    DefinitionSummary definition = newest(Names.workflow(call));
    ObjectNode json = Json.object();
    json.put("version", definition.version()).put("digest", definition.digest());
    ArrayNode tasks = json.putArray("tasks");
    definitions
        .outlines(definition.digest())
        .forEach(
            (name, outline) -> {
              ObjectNode task = tasks.addObject().put("name", name);
              outline.type().ifPresent(type -> task.put("type", type));
              ArrayNode after = task.putArray("after");
              outline.after().forEach(after::add);
            });
    return Reply.ok(json);
  }
}
