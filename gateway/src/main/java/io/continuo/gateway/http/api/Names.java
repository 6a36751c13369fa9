package io.continuo.gateway.http.api;

import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Problem;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;

/** Ids in paths. */
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
}
