package io.continuo.dispatch;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a process of a runner says of itself when it joins.
 *
 * @param types task types that it can launch
 * @param labels as its operator set them, in the order of their names
 * @param images that its host has ready
 */
public record RunnerProfile(List<TaskType> types, Map<String, String> labels, List<String> images) {
  /** Says nothing: that of a runner of an earlier version, and of every later heartbeat. */
  public static final RunnerProfile BLANK = new RunnerProfile(List.of(), Map.of(), List.of());

  /**
   * A task type.
   *
   * @param schema JSON schema of its spec, as text
   */
  public record TaskType(String name, Optional<String> schema) {}

  public RunnerProfile {
    types = List.copyOf(types);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    images = List.copyOf(images);
  }
}
