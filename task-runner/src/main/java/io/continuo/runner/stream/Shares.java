package io.continuo.runner.stream;

import java.util.HashMap;
import java.util.Map;

/**
 * Who is next when several have work and there is not room for all: what each took, divided by its
 * weight, is kept level (stride scheduling; Waldspurger and Weihl, 1995). Who had no work neither
 * saves up nor owes anything when work comes.
 */
public final class Shares<K> {
  /**
   * The answer to a fetch may still be on its way: a look that finds nothing says little, and who
   * left the count at once would lose its turn. These are 30 ms, about five times what a fetch
   * takes.
   */
  static final int LOOKS = 6;

  private final Map<K, Integer> weights;

  /** What those who have work took, by their weights. */
  private final Map<K, Double> busy = new HashMap<>();

  private final Map<K, Integer> looksInVain = new HashMap<>();

  /**
   * @param weights of everyone, each at least 1
   */
  public Shares(Map<K, Integer> weights) {
    this.weights = Map.copyOf(weights);
  }

  /** Whether nobody else who has work is behind this one. */
  synchronized boolean isTurnOf(K one) {
    Double mine = busy.get(one);
    return mine == null || mine <= least();
  }

  synchronized boolean isBusy(K one) {
    return busy.containsKey(one);
  }

  synchronized void took(K one, int tasks) {
    Double before = busy.get(one);
    double start = before == null ? least() : before;
    busy.put(one, start + (double) tasks / weights.getOrDefault(one, 1));
    looksInVain.remove(one);
  }

  /** The last of several looks in vain ends its work. */
  synchronized void foundNothing(K one) {
    if (looksInVain.merge(one, 1, Integer::sum) >= LOOKS) {
      busy.remove(one);
    }
  }

  private double least() {
    return busy.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }
}
