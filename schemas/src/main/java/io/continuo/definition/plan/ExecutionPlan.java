package io.continuo.definition.plan;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The graph of a workflow, its tasks numbered from 0 in a topological order: parents have smaller
 * numbers. The numbers are a function of the definition's digest. The arrays are shared: do not
 * write to them.
 */
public final class ExecutionPlan {
  private final TaskDefinition[] tasks;
  private final int[][] parents;
  private final int[][] children;
  private final int[] roots;
  private final Map<String, Integer> indexes;

  private ExecutionPlan(Map<String, TaskDefinition> definitions, TaskGraph graph, int[] order) {
    int[] index = new int[order.length];
    tasks = new TaskDefinition[order.length];
    indexes = HashMap.newHashMap(order.length);
    for (int i = 0; i < order.length; i++) {
      index[order[i]] = i;
      tasks[i] = Objects.requireNonNull(definitions.get(graph.names[order[i]]));
      indexes.put(tasks[i].name(), i);
    }
    parents = renumber(graph.parents, order, index);
    children = renumber(graph.children, order, index);
    int rootCount = 0;
    while (rootCount < parents.length && parents[rootCount].length == 0) {
      rootCount++;
    }
    roots = IntStream.range(0, rootCount).toArray();
  }

  private static int[][] renumber(int[][] edges, int[] order, int[] index) {
    int[][] renumbered = new int[order.length][];
    for (int i = 0; i < order.length; i++) {
      int[] from = edges[order[i]];
      int[] to = new int[from.length];
      for (int j = 0; j < from.length; j++) {
        to[j] = index[from[j]];
      }
      Arrays.sort(to);
      renumbered[i] = to;
    }
    return renumbered;
  }

  /**
   * Compiles the workflow's tasks in O(V + E).
   *
   * @throws IllegalArgumentException when tasks form a cycle or wait for one that does not exist,
   *     which the reader refuses beforehand
   */
  public static ExecutionPlan of(WorkflowDefinition workflow) {
    requireKnownParents(workflow);
    TaskGraph graph = TaskGraph.of(workflow.tasks());
    int[] order = graph.order();
    if (order.length < graph.names.length) {
      List<String> cycle = graph.cycle().orElseThrow();
      throw new IllegalArgumentException(
          "the tasks of " + workflow.id() + " form a cycle: " + String.join(" -> ", cycle));
    }
    return new ExecutionPlan(workflow.tasks(), graph, order);
  }

  private static void requireKnownParents(WorkflowDefinition workflow) {
    for (TaskDefinition task : workflow.tasks().values()) {
      for (String parent : TaskGraph.parentsOf(task)) {
        if (!workflow.tasks().containsKey(parent)) {
          throw new IllegalArgumentException(
              "task '"
                  + task.name()
                  + "' of "
                  + workflow.id()
                  + " waits for '"
                  + parent
                  + "', which does not exist");
        }
      }
    }
  }

  public int size() {
    return tasks.length;
  }

  public TaskDefinition task(int index) {
    return tasks[index];
  }

  /** The tasks that this one waits for, ascending. */
  public int[] parents(int index) {
    return parents[index];
  }

  /** The tasks that wait for this one, ascending. */
  public int[] children(int index) {
    return children[index];
  }

  /** The tasks that wait for none. */
  public int[] roots() {
    return roots;
  }

  /** Empty when the workflow has no task of this name. */
  public OptionalInt indexOf(String name) {
    Integer index = indexes.get(name);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }
}
