package io.continuo.gateway.view.query.time;

import io.continuo.gateway.view.query.Labels;
import java.util.List;

/**
 * Which slots a list holds.
 *
 * @param statuses any of them; none means all
 */
public record SlotFilter(Labels labels, List<String> statuses) {
  public SlotFilter {
    statuses = List.copyOf(statuses);
  }

  boolean wants(String status) {
    return statuses.isEmpty() || statuses.contains(status);
  }
}
