package io.continuo.gateway.view.query.time;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which backfills a list holds; what is empty does not matter. */
public record BackfillFilter(
    Optional<String> namespace, Optional<String> workflow, Optional<String> status) {

  /** Conditions in SQL, each with the value of its one parameter. */
  Map<String, Object> conditions() {
    Map<String, Object> conditions = new LinkedHashMap<>();
    namespace.ifPresent(value -> conditions.put("namespace", value));
    workflow.ifPresent(value -> conditions.put("workflow", value));
    status.ifPresent(value -> conditions.put("status", value));
    return conditions;
  }
}
