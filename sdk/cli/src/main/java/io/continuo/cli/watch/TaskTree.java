package io.continuo.cli.watch;

import io.continuo.sdk.model.TaskView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph drawn as a tree: each task stands under the deepest of the tasks that it waits for, since
 * that is the one it most likely waits for last.
 */
final class TaskTree {
  /** A task and the branches drawn before it. */
  record Branch(String prefix, TaskView task) {
    int width() {
      return prefix.length() + task.name().length();
    }
  }

  private final Map<String, TaskView> byName = new HashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();
  private final Map<String, List<TaskView>> children = new HashMap<>();
  private final List<Branch> branches = new ArrayList<>();
  private final boolean unicode;

  private TaskTree(boolean unicode) {
    this.unicode = unicode;
  }

  static List<Branch> of(List<TaskView> tasks, boolean unicode) {
    TaskTree tree = new TaskTree(unicode);
    tasks.forEach(task -> tree.byName.put(task.name(), task));
    List<TaskView> roots = new ArrayList<>();
    for (TaskView task : tasks) {
      tree.parent(task)
          .map(parent -> tree.children.computeIfAbsent(parent.name(), name -> new ArrayList<>()))
          .orElse(roots)
          .add(task);
    }
    roots.forEach(root -> tree.draw(root, "", ""));
    return tree.branches;
  }

  private void draw(TaskView task, String prefix, String below) {
    branches.add(new Branch(prefix, task));
    List<TaskView> next = children.getOrDefault(task.name(), List.of());
    for (int i = 0; i < next.size(); i++) {
      boolean last = i == next.size() - 1;
      draw(next.get(i), below + fork(last), below + line(last));
    }
  }

  private Optional<TaskView> parent(TaskView task) {
    Optional<TaskView> deepest = Optional.empty();
    for (String name : task.after()) {
      Optional<TaskView> candidate = Optional.ofNullable(byName.get(name));
      boolean deeper =
          candidate.isPresent()
              && deepest.map(known -> depth(known) < depth(candidate.get())).orElse(true);
      deepest = deeper ? candidate : deepest;
    }
    return deepest;
  }

  /** Length of the longest way from a root. The graph has no cycles, the server saw to that. */
  private int depth(TaskView task) {
    Integer known = depths.get(task.name());
    if (known != null) {
      return known;
    }
    int depth = 0;
    for (String name : task.after()) {
      TaskView before = byName.get(name);
      depth = before == null ? depth : Math.max(depth, depth(before) + 1);
    }
    depths.put(task.name(), depth);
    return depth;
  }

  private String fork(boolean last) {
    if (unicode) {
      return last ? "└─ " : "├─ ";
    }
    return last ? "`- " : "|- ";
  }

  private String line(boolean last) {
    return last ? "   " : unicode ? "│  " : "|  ";
  }
}
