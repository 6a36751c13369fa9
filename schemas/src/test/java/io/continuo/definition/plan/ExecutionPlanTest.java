package io.continuo.definition.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.definition.TaskBuilder;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExecutionPlanTest {

  @Test
  void aTaskWaitsForItsAfterAndForWhatItRefersTo() {
    ExecutionPlan plan =
        ExecutionPlan.of(
            workflow(
                task("z-first"),
                task("second").after("z-first"),
                task("third").input("x", Value.of("a ${tasks.second.outputs.x}")),
                task("last")
                    .after("third")
                    .spec(
                        new Value.Fields(
                            Map.of(
                                "command",
                                new Value.Items(
                                    List.of(Value.of("${tasks.z-first.outputs.y.z}"))))))));

    assertThat(names(plan, 0, 1, 2, 3)).containsExactly("z-first", "second", "third", "last");
    assertThat(plan.roots()).containsExactly(0);
    assertThat(plan.parents(3)).containsExactly(0, 2);
    assertThat(plan.children(0)).containsExactly(1, 3);
    assertThat(plan.children(3)).isEmpty();
  }

  @Test
  void aParentNamedTwiceCountsOnce() {
    ExecutionPlan plan =
        ExecutionPlan.of(
            workflow(
                task("a"), task("b").after("a", "a").input("x", Value.of("${tasks.a.outputs.x}"))));
    assertThat(plan.parents(1)).containsExactly(0);
    assertThat(plan.children(0)).containsExactly(1);
  }

  @Test
  void thePlanDoesNotDependOnTheOrderInWhichTasksAreWritten() {
    Random random = new Random(7);
    List<TaskDefinition> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      TaskBuilder task = task("t" + i);
      for (int j = 0; j < 3 && i > 0; j++) {
        task.after("t" + random.nextInt(i));
      }
      tasks.add(task.build());
    }
    ExecutionPlan plan = ExecutionPlan.of(workflow(tasks));
    Collections.shuffle(tasks, random);
    ExecutionPlan shuffled = ExecutionPlan.of(workflow(tasks));

    for (int i = 0; i < plan.size(); i++) {
      assertThat(shuffled.task(i).name()).isEqualTo(plan.task(i).name());
      assertThat(shuffled.children(i)).isEqualTo(plan.children(i));
      assertThat(Arrays.stream(plan.parents(i)).boxed())
          .allMatch(parent -> shuffled.indexOf(plan.task(parent).name()).orElseThrow() == parent);
      int index = i;
      assertThat(Arrays.stream(plan.parents(i)).boxed()).allMatch(parent -> parent < index);
      assertThat(Arrays.stream(plan.children(i)).boxed())
          .allMatch(child -> Arrays.stream(plan.parents(child)).anyMatch(p -> p == index));
    }
  }

  @Test
  void aCycleIsRefusedByItsPath() {
    WorkflowDefinition workflow =
        workflow(
            task("start"),
            task("a").after("c", "start"),
            task("b").input("x", Value.of("${tasks.a.outputs.x}")),
            task("c").after("b"),
            task("behind").after("c"));
    assertThatThrownBy(() -> ExecutionPlan.of(workflow))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the tasks of finance/test form a cycle: a -> b -> c -> a");
  }

  @Test
  void aTaskThatWaitsForItselfIsACycle() {
    assertThat(TaskGraph.of(workflow(task("a").after("a")).tasks()).cycle())
        .contains(List.of("a", "a"));
  }

  @Test
  void anUnknownParentIsRefused() {
    assertThatThrownBy(() -> ExecutionPlan.of(workflow(task("a").after("b"))))
        .hasMessage("task 'a' of finance/test waits for 'b', which does not exist");
  }

  @Test
  void namesLeadToIndexes() {
    ExecutionPlan plan = ExecutionPlan.of(workflow(task("a"), task("b")));
    assertThat(plan.indexOf("b")).hasValue(1);
    assertThat(plan.indexOf("c")).isEmpty();
  }

  @Test
  void aHundredThousandTasksInOneLayerAndInOneChainCompile() {
    int n = WorkflowDefinition.MAX_TASKS;
    WorkflowBuilder chain = WorkflowDefinition.of(new WorkflowId("finance", "chain"));
    WorkflowBuilder fan =
        WorkflowDefinition.of(new WorkflowId("finance", "fan")).task(task("root"));
    TaskBuilder join = task("zz-join");
    for (int i = 0; i < n; i++) {
      chain.task(i == 0 ? task("t0") : task("t" + i).after("t" + (i - 1)));
      fan.task(task("t" + i).after("root"));
      join.after("t" + i);
    }
    ExecutionPlan chained = ExecutionPlan.of(chain.build());
    assertThat(chained.task(n - 1).name()).isEqualTo("t" + (n - 1));
    assertThat(chained.roots()).hasSize(1);
    ExecutionPlan fanned = ExecutionPlan.of(fan.task(join).build());
    assertThat(fanned.parents(fanned.size() - 1)).hasSize(n);
    assertThat(fanned.children(0)).hasSize(n);
  }

  private static List<String> names(ExecutionPlan plan, int... indexes) {
    return Arrays.stream(indexes).mapToObj(i -> plan.task(i).name()).toList();
  }

  private static TaskBuilder task(String name) {
    return TaskDefinition.named(name);
  }

  private static WorkflowDefinition workflow(TaskBuilder... tasks) {
    return workflow(Arrays.stream(tasks).map(TaskBuilder::build).toList());
  }

  private static WorkflowDefinition workflow(List<TaskDefinition> tasks) {
    WorkflowBuilder builder = WorkflowDefinition.of(new WorkflowId("finance", "test"));
    tasks.forEach(builder::task);
    return builder.build();
  }
}
