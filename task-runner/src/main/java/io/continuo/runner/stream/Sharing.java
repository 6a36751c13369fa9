package io.continuo.runner.stream;

import io.continuo.dispatch.Lane;
import io.continuo.runner.supervise.Slots;
import java.util.Map;

/**
 * How the queues of a runner share its slots.
 *
 * @param queues weights by name; they count once more than half of the slots would be taken
 * @param lanes weights within each queue
 * @param width most tasks taken at once from one queue
 */
public record Sharing(Slots slots, Shares<String> queues, Map<Lane, Integer> lanes, int width) {

  public static Sharing of(Slots slots, Map<String, Integer> queues, Map<Lane, Integer> lanes) {
    int width = Math.max(1, slots.size() / (2 * queues.size()));
    return new Sharing(slots, new Shares<>(queues), lanes, width);
  }

  /** Whether the queue may take tasks now, or another one that has work is behind. */
  boolean isTurnOf(String queue) {
    return !isScarce(slots.free() - 1) || queues.isTurnOf(queue);
  }

  /** Whether more than half of the slots are taken or reserved. */
  boolean isScarce() {
    return isScarce(slots.free());
  }

  private boolean isScarce(int free) {
    return 2 * free < slots.size();
  }
}
