package io.continuo.sdk;

import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.transport.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which executions to list; immutable, conditions are joined by "and". */
public record ExecutionQuery(Map<String, String> conditions) {

  public ExecutionQuery {
    conditions = Map.copyOf(conditions);
  }

  public static ExecutionQuery all() {
    return new ExecutionQuery(Map.of());
  }

  public ExecutionQuery of(QualifiedName workflow) {
    return namespace(workflow.namespace()).with("workflow", workflow.name());
  }

  public ExecutionQuery namespace(String namespace) {
    return with("namespace", namespace);
  }

  /** One word, or several separated by commas. */
  public ExecutionQuery status(String words) {
    return with("status", words);
  }

  public ExecutionQuery partition(String label) {
    return with("partition", label);
  }

  /** Items a page; the server bounds it. */
  public ExecutionQuery pageSize(int items) {
    return with("limit", Integer.toString(items));
  }

  private ExecutionQuery with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(conditions);
    more.put(name, value);
    return new ExecutionQuery(more);
  }

  Call call() {
    Call call = Call.of("GET", "executions");
    for (String name : conditions.keySet().stream().sorted().toList()) {
      call = call.query(name, Optional.ofNullable(conditions.get(name)));
    }
    return call;
  }
}
