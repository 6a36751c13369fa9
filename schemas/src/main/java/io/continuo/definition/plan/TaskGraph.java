package io.continuo.definition.plan;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.template.Reference;
import io.continuo.definition.template.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who waits for whom, by the place of each task in the sorted names, so that the author's order of
 * tasks means nothing. May have cycles. Names that are no task are left out. Built in O(V + E).
 */
public final class TaskGraph {
  final String[] names;
  final int[][] parents;
  final int[][] children;

  private TaskGraph(String[] names, int[][] parents) {
    this.names = names;
    this.parents = parents;
    this.children = reverse(parents);
  }

  public static TaskGraph of(Map<String, TaskDefinition> tasks) {
    String[] names = tasks.keySet().toArray(String[]::new);
    Arrays.sort(names);
    Map<String, Integer> places = HashMap.newHashMap(names.length);
    for (int i = 0; i < names.length; i++) {
      places.put(names[i], i);
    }
    int[][] parents = new int[names.length][];
    for (int i = 0; i < names.length; i++) {
      parents[i] = places(parentsOf(Objects.requireNonNull(tasks.get(names[i]))), places);
    }
    return new TaskGraph(names, parents);
  }

  /**
   * The names of the tasks that this one waits for: {@code after} and every task that it refers to,
   * each once.
   */
  public static Set<String> parentsOf(TaskDefinition task) {
    Set<String> parents = new LinkedHashSet<>(task.after());
    task.inputs()
        .values()
        .forEach(value -> Template.forEachReference(value, reference -> add(reference, parents)));
    Template.forEachReference(task.spec(), reference -> add(reference, parents));
    task.options()
        .map()
        .ifPresent(
            map -> Template.forEachReference(map.over(), reference -> add(reference, parents)));
    return parents;
  }

  private static void add(Reference reference, Set<String> parents) {
    if (reference instanceof Reference.Output output) {
      parents.add(output.task());
    }
  }

  private static int[] places(Set<String> names, Map<String, Integer> places) {
    int[] found = new int[names.size()];
    int count = 0;
    for (String name : names) {
      Integer place = places.get(name);
      if (place != null) {
        found[count++] = place;
      }
    }
    int[] result = Arrays.copyOf(found, count);
    Arrays.sort(result);
    return result;
  }

  private static int[][] reverse(int[][] parents) {
    int[] counts = new int[parents.length];
    for (int[] some : parents) {
      for (int parent : some) {
        counts[parent]++;
      }
    }
    int[][] children = new int[parents.length][];
    for (int i = 0; i < parents.length; i++) {
      children[i] = new int[counts[i]];
    }
    for (int child = parents.length - 1; child >= 0; child--) {
      for (int parent : parents[child]) {
        children[parent][--counts[parent]] = child;
      }
    }
    return children;
  }

  /** A topological order, level by level; shorter than the graph when there is a cycle. */
  int[] order() {
    int[] waiting = new int[names.length];
    int[] order = new int[names.length];
    int end = 0;
    for (int i = 0; i < names.length; i++) {
      waiting[i] = parents[i].length;
      if (waiting[i] == 0) {
        order[end++] = i;
      }
    }
    for (int next = 0; next < end; next++) {
      for (int child : children[order[next]]) {
        if (--waiting[child] == 0) {
          order[end++] = child;
        }
      }
    }
    return Arrays.copyOf(order, end);
  }

  /**
   * The names along one cycle, each waiting for the one before it; the first is repeated at the
   * end.
   */
  public Optional<List<String>> cycle() {
    int[] order = order();
    if (order.length == names.length) {
      return Optional.empty();
    }
    boolean[] done = new boolean[names.length];
    for (int task : order) {
      done[task] = true;
    }
    int task = 0;
    while (done[task]) {
      task++;
    }
    // Every task left has a parent left: walking up must come round.
    boolean[] seen = new boolean[names.length];
    while (!seen[task]) {
      seen[task] = true;
      task = firstLeft(parents[task], done);
    }
    return Optional.of(around(task, done));
  }

  private List<String> around(int start, boolean[] done) {
    List<String> path = new ArrayList<>(List.of(names[start]));
    int task = start;
    do {
      task = firstLeft(parents[task], done);
      path.add(names[task]);
    } while (task != start);
    return path.reversed();
  }

  private static int firstLeft(int[] tasks, boolean[] done) {
    for (int task : tasks) {
      if (!done[task]) {
        return task;
      }
    }
    throw new AssertionError("a task outside the order has no parent outside the order");
  }
}
