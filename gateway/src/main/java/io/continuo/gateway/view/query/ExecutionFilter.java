package io.continuo.gateway.view.query;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which executions a list holds; what is empty does not matter.
 *
 * @param statuses any of them; none means all
 * @param from created at this time or later
 * @param to created before
 */
public record ExecutionFilter(
    Optional<String> namespace,
    Optional<String> workflow,
    List<String> statuses,
    Optional<String> partition,
    Optional<Instant> from,
    Optional<Instant> to) {

  public ExecutionFilter {
    statuses = List.copyOf(statuses);
  }

  /** Conditions in SQL, each with the value of its one parameter. */
  Map<String, Object> conditions() {
    Map<String, Object> conditions = new LinkedHashMap<>();
    namespace.ifPresent(value -> conditions.put("namespace = :namespace", value));
    workflow.ifPresent(value -> conditions.put("workflow = :workflow", value));
    partition.ifPresent(value -> conditions.put("partition_label = :partition", value));
    from.ifPresent(value -> conditions.put("created_at >= :from", value.toEpochMilli()));
    to.ifPresent(value -> conditions.put("created_at < :to", value.toEpochMilli()));
    return conditions;
  }
}
