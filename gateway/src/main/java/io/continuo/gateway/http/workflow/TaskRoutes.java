package io.continuo.gateway.http.workflow;

import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Lists;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.view.query.DefinitionFilter;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Definitions.Kind;
import io.continuo.id.WorkflowId;
import java.util.Optional;

/** Looking up the tasks that workflows share. */
public final class TaskRoutes {
  private final Definitions definitions;

  public TaskRoutes(Definitions definitions) {
    this.definitions = definitions;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get("/api/v1/tasks", call -> list(call, call.query("namespace")))
        .get("/api/v1/namespaces/{ns}/tasks", call -> list(call, Optional.of(call.path("ns"))))
        .get("/api/v1/namespaces/{ns}/tasks/{name}", this::newest);
  }

  private Reply list(Call call, Optional<String> namespace) {
    DefinitionFilter filter = new DefinitionFilter(Kind.TASK, namespace, call.query("name"));
    return Lists.page(
        definitions.list(filter, call.query("cursor"), call.limit()), DefinitionJson::task);
  }

  private Reply newest(Call call) {
    WorkflowId id = Names.workflow(call);
    return definitions
        .newest(Kind.TASK, id)
        .map(task -> Reply.ok(DefinitionJson.task(task)).with("ETag", "\"" + task.digest() + "\""))
        .orElseThrow(() -> Problem.notFound("task " + id + " is not registered").asException());
  }
}
