package io.continuo.gateway.view.query.why;

import io.continuo.id.WorkflowId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why an execution or an expected slot stands as it does.
 *
 * @param reasons the weightiest first, at most {@value #MOST}
 * @param left how many there are besides
 */
public record Why(
    WorkflowId workflow,
    Optional<String> slot,
    Optional<String> execution,
    String status,
    List<Reason> reasons,
    int left) {
  static final int MOST = 100;

  static List<Reason> weightiest(List<Reason> all) {
    return all.stream().sorted(Comparator.comparing(Reason::kind)).limit(MOST).toList();
  }

  static int left(List<Reason> all) {
    return Math.max(0, all.size() - MOST);
  }
}
