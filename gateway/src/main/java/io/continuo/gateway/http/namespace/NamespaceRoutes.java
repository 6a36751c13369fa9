package io.continuo.gateway.http.namespace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.NamespaceCommand;
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
import io.continuo.gateway.view.query.Namespaces;
import io.continuo.gateway.view.query.Namespaces.Namespace;
import io.continuo.gateway.view.query.Pauses;

/** Looking up and pausing namespaces and the installation. */
public final class NamespaceRoutes {
  private final Namespaces namespaces;
  private final Commands commands;

  public NamespaceRoutes(Namespaces namespaces, Commands commands) {
    this.namespaces = namespaces;
    this.commands = commands;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get("/api/v1/namespaces", this::list)
        .patch("/api/v1/namespaces/{ns}", this::patchNamespace)
        .get("/api/v1/installation", _ -> installation())
        .patch("/api/v1/installation", this::patchInstallation);
  }

  private Reply list(Call call) {
    return Lists.page(
        namespaces.list(NamespaceCommand.INSTALLATION, call.query("cursor"), call.limit()),
        NamespaceRoutes::json);
  }

  private Reply patchNamespace(Call call) throws InterruptedException {
    String name = find(call.path("ns")).name();
    pause(name, PauseScope.NAMESPACE, JsonFields.paused(call));
    return Reply.ok(json(find(name)));
  }

  private Reply patchInstallation(Call call) throws InterruptedException {
    pause(NamespaceCommand.INSTALLATION, PauseScope.INSTALLATION, JsonFields.paused(call));
    return installation();
  }

  private Reply installation() {
    return Reply.ok(Json.object().put("paused", pauses(NamespaceCommand.INSTALLATION).isPaused()));
  }

  private void pause(String name, PauseScope scope, boolean paused) throws InterruptedException {
    NamespaceCommand command =
        paused
            ? new NamespaceCommand.PauseNamespace(scope, "api")
            : new NamespaceCommand.ResumeNamespace(scope, "api");
    Answers.accepted(commands.ask(name, command, () -> pauses(name).by(scope) == paused));
  }

  private Pauses pauses(String name) {
    return namespaces.byName(name).map(Namespace::pauses).orElse(Pauses.NONE);
  }

  private Namespace find(String name) {
    return namespaces
        .byName(name)
        .filter(found -> !found.name().equals(NamespaceCommand.INSTALLATION))
        .orElseThrow(
            () -> Problem.notFound("namespace '" + name + "' has no workflows").asException());
  }

  private static ObjectNode json(Namespace namespace) {
    ObjectNode json = Json.object().put("namespace", namespace.name());
    json.put("paused", namespace.pauses().isPaused());
    namespace.pauses().names().forEach(json.putArray("pausedBy")::add);
    return json;
  }
}
