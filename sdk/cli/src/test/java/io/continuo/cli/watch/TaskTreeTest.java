package io.continuo.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.sdk.json.Json;
import io.continuo.sdk.model.Status;
import io.continuo.sdk.model.TaskView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTreeTest {
  @Test
  void aTaskStandsUnderTheDeepestOfThoseItWaitsFor() {
    assertThat(
            drawn(
                true,
                task("a"),
                task("b", "a"),
                task("c", "a"),
                task("d", "c"),
                task("join", "b", "d"),
                task("z")))
        .containsExactly("a", "├─ b", "└─ c", "   └─ d", "      └─ join", "z");
  }

  @Test
  void plainSignsWhereTheTerminalKnowsNoOthers() {
    assertThat(drawn(false, task("a"), task("b", "a"), task("x", "b"), task("c", "a")))
        .containsExactly("a", "|- b", "|  `- x", "`- c");
  }

  @Test
  void aParentThatWasNotSentMakesARoot() {
    assertThat(drawn(true, task("a", "elsewhere"))).containsExactly("a");
  }

  private static List<String> drawn(boolean unicode, TaskView... tasks) {
    return TaskTree.of(List.of(tasks), unicode).stream()
        .map(branch -> branch.prefix() + branch.task().name())
        .toList();
  }

  private static TaskView task(String name, String... after) {
    return new TaskView(
        name,
        "noop",
        new Status("waiting"),
        Optional.empty(),
        List.of(after),
        List.of(),
        Json.object());
  }
}
