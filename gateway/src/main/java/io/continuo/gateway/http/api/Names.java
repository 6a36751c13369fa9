package io.continuo.gateway.http.api;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.view.query.DefinitionSummary;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;

/** Ids in paths, and what they stand for. */
public final class Names {
  private Names() {}

  /** The workflow or task of {@code /namespaces/{ns}/.../{name}}, or a 400. */
  public static WorkflowId workflow(Call call) {
    try {
      return new WorkflowId(call.path("ns"), call.path("name"));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("invalid-name", String.valueOf(e.getMessage())).asException();
    }
  }

  /**
   * The execution of {@code /executions/{id}}; what is no id is an execution that does not exist.
   */
  public static ExecutionId execution(Call call) {
    try {
      return ExecutionId.parse(call.path("id"));
    } catch (IllegalArgumentException e) {
      throw noExecution(call.path("id")).asException();
    }
  }

  public static Problem noExecution(String id) {
    return Problem.notFound("there is no execution '" + id + "'");
  }

  /** The newest version of a workflow, or a 404. */
  public static DefinitionSummary newestOf(Definitions definitions, WorkflowId id) {
    return definitions
        .newest(Definitions.Kind.WORKFLOW, id)
        .orElseThrow(() -> Problem.notFound("workflow " + id + " is not registered").asException());
  }

  /** What the newest version says, or a 404. */
  public static WorkflowDefinition newest(Definitions definitions, WorkflowId id) {
    return definition(newestOf(definitions, id));
  }

  /** What a version says that was looked up by itself, not in a list. */
  public static WorkflowDefinition definition(DefinitionSummary version) {
    return DefinitionText.read(version.canonical().orElseThrow());
  }
}
