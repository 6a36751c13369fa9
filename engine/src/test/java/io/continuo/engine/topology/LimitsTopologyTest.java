package io.continuo.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskOptions;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.dispatch.Lane;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.codec.TaskLaunchCodec;
import io.continuo.wire.codec.limit.LimitEventCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions and a limit, over the topics that they meet in. */
class LimitsTopologyTest {
  private static final WorkflowId WORKFLOW = new WorkflowId("finance", "daily");
  private static final ExecutionId FIRST = ExecutionId.of(WORKFLOW, "first", 1);
  private static final ExecutionId SECOND = ExecutionId.of(WORKFLOW, "second", 1);
  private static final RunnerId RUNNER = new RunnerId("runner-a", 1);

  private final EngineDriver engine = new EngineDriver(new InMemorySchemas());

  @AfterEach
  void close() {
    engine.close();
  }

  private static WorkflowDefinition definition() {
    var options =
        new TaskOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of("fx-api", 1),
            List.of(),
            Map.of(),
            List.of());
    return WorkflowDefinition.of(WORKFLOW)
        .task(TaskDefinition.named("a").type("noop").options(options))
        .build();
  }

  private List<ExecutionId> launched() {
    return engine.written(EngineDriver.TOPICS.tasks("default", Lane.LIVE)).stream()
        .map(record -> new TaskLaunchCodec().decode(engine.format().read(record.value())))
        .map(launch -> launch.attempt().execution())
        .toList();
  }

  private List<String> limitEvents() {
    LimitEventCodec codec = new LimitEventCodec();
    return engine.written(EngineDriver.TOPICS.limitEvents()).stream()
        .map(record -> codec.decode(engine.format().read(record.value())).event())
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  @Test
  void twoExecutionsShareOnePermitAndLeaveNothingBehind() {
    engine.publish(definition());
    engine.send("fx-api", new LimitCommand.SetLimit(1, 0.5, "", "ada"));
    engine.send(FIRST.toString(), SameCommandsSameBytesTest.start(definition()));
    engine.send(SECOND.toString(), SameCommandsSameBytesTest.start(definition()));
    assertThat(launched()).containsExactly(FIRST);

    finish(FIRST);
    assertThat(launched()).containsExactly(SECOND);

    engine.send(SECOND.toString(), new ExecutionCommand.CancelExecution("ada", ""));
    assertThat(limitEvents())
        .containsExactly(
            "LimitSet",
            "PermitsGranted",
            "PermitsQueued",
            "PermitsReleased",
            "PermitsGranted",
            "PermitsReleased");
    assertThat(engine.executionRows()).isEmpty();
    assertThat(engine.written(EngineDriver.TOPICS.deadLetters())).isEmpty();
  }

  private void finish(ExecutionId execution) {
    engine.send(
        execution.toString(),
        new ExecutionCommand.ReportAttempt(
            "a", 1, 1, RUNNER, new Ending.Exited(0, Value.Fields.EMPTY, "")));
  }
}
