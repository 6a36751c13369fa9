package io.continuo.definition.reader.check;

import io.continuo.definition.plan.TaskGraph;
import io.continuo.definition.reader.part.TaskDraft;
import io.continuo.definition.reader.part.WorkflowDraft;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether the tasks of a workflow can be put into an order. */
public final class GraphCheck {
  private static final int MAX_SHOWN = 20;

  private GraphCheck() {}

  public static void check(WorkflowDraft draft) {
    Optional<List<String>> cycle = TaskGraph.of(draft.definition().tasks()).cycle();
    if (cycle.isPresent()) {
      List<String> path = cycle.get();
      TaskDraft task = Objects.requireNonNull(draft.tasks().get(path.getFirst()));
      task.place()
          .problem(
              "the tasks wait for each other in a cycle: "
                  + shown(path)
                  + ": remove one 'after' or reference among them");
    }
  }

  private static String shown(List<String> path) {
    if (path.size() <= MAX_SHOWN) {
      return String.join(" -> ", path);
    }
    return String.join(" -> ", path.subList(0, MAX_SHOWN - 1)) + " -> ... -> " + path.getLast();
  }
}
