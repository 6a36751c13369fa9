package io.continuo.runner;

import io.continuo.dispatch.Lane;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much a runner takes, and of what.
 *
 * @param queues that it serves, with the weight of each while not all that is ready has room
 * @param lanes weight of each lane of a queue while both have work
 * @param slots attempts that it runs at once; noop tasks take none
 * @param launchesPerSecond of one namespace; more wait in their slots. 0 is no limit
 */
public record Capacity(
    Map<String, Integer> queues, Map<Lane, Integer> lanes, int slots, int launchesPerSecond) {

  public Capacity {
    queues = Collections.unmodifiableMap(new LinkedHashMap<>(queues));
    lanes = Map.copyOf(lanes);
    RunnerConfig.require(!queues.isEmpty(), "queues: name at least one");
    RunnerConfig.require(slots >= 1, "slots: at least 1, not " + slots);
    RunnerConfig.require(
        launchesPerSecond >= 0,
        "launches.per.second.per.namespace: at least 1, or 0 for no limit, not "
            + launchesPerSecond);
  }

  /** Names of the queues, in the order in which they were given. */
  public List<String> queueNames() {
    return List.copyOf(queues.keySet());
  }

  /**
   * {@code big:2,small}: queues with their weights.
   *
   * @throws IllegalArgumentException that names the item
   */
  public static Map<String, Integer> queues(List<String> items) {
    return weights("queues", items);
  }

  /** {@code live:8,backfill:1}; a lane that is not named has the weight 1. */
  static Map<Lane, Integer> lanes(List<String> items) {
    Map<Lane, Integer> lanes = new EnumMap<>(Map.of(Lane.LIVE, 1, Lane.BACKFILL, 1));
    weights("lane.weights", items).forEach((name, weight) -> lanes.put(lane(name), weight));
    return lanes;
  }

  private static Lane lane(String name) {
    return switch (name) {
      case "live" -> Lane.LIVE;
      case "backfill" -> Lane.BACKFILL;
      default ->
          throw new IllegalArgumentException(
              "lane.weights: there is no lane '" + name + "', only live and backfill");
    };
  }

  /** {@code big:2,small}: names, each with a weight, which is 1 where none is given. */
  private static Map<String, Integer> weights(String key, List<String> items) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (String item : items) {
      int colon = item.indexOf(':');
      String name = colon < 0 ? item : item.substring(0, colon).strip();
      int weight = colon < 0 ? 1 : RunnerConfig.whole(key, item.substring(colon + 1).strip());
      RunnerConfig.require(
          weight >= 1 && !name.isEmpty(),
          key + ": '" + item + "' is no name:weight with a weight of at least 1");
      weights.put(name, weight);
    }
    return weights;
  }
}
