package io.continuo.gateway.view.query.why;

import io.continuo.gateway.view.query.limit.LimitSummary;
import io.continuo.gateway.view.query.limit.Limits;
import io.continuo.gateway.view.query.limit.Permit;
import io.continuo.gateway.view.query.why.Reason.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Which limits the tasks of an execution wait for, and where in the line. */
final class LimitWhy {
  private final Jdbi jdbi;
  private final Limits limits;

  LimitWhy(Jdbi jdbi, Limits limits) {
    this.jdbi = jdbi;
    this.limits = limits;
  }

  /** The reasons by task. */
  Map<String, Reason> of(String execution, Instant now) {
    Map<String, Reason> reasons = new HashMap<>();
    for (String limit : waitedFor(execution)) {
      Optional<LimitSummary> summary = limits.byName(limit);
      List<Permit> queue = limits.queue(limit, now, Integer.MAX_VALUE);
      for (int place = 0; place < queue.size(); place++) {
        Permit permit = queue.get(place);
        if (permit.execution().equals(execution)) {
          reasons.put(permit.task(), reason(limit, summary, permit, place + 1));
        }
      }
    }
    return reasons;
  }

  private static Reason reason(
      String limit, Optional<LimitSummary> summary, Permit permit, int position) {
    String taken =
        summary
            .map(found -> " (%d of %d permits taken)".formatted(found.used(), found.permits()))
            .orElse("");
    return Reason.of(
            Kind.LIMIT,
            "waits for %d of limit '%s'%s since %s, at position %d"
                .formatted(permit.weight(), limit, taken, permit.since(), position))
        .with("limit", limit)
        .with("position", position)
        .with("since", permit.since());
  }

  private List<String> waitedFor(String execution) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct limit_name from permit
                    where execution = :execution and state = 'queued' order by limit_name
                    """)
                .bind("execution", execution)
                .mapTo(String.class)
                .list());
  }
}
