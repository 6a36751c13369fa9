package io.continuo.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.type.Type;
import io.continuo.dispatch.Lane;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.engine.topology.store.Ended;
import io.continuo.event.ExecutionEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.codec.ExecutionEventCodec;
import io.continuo.wire.codec.TaskLaunchCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTopologyTest {
  private static final WorkflowId WORKFLOW = new WorkflowId("finance", "daily");
  private static final ExecutionId EXECUTION = ExecutionId.of(WORKFLOW, "k", 1);
  private static final RunnerId RUNNER = new RunnerId("runner-a", 1);

  private final EngineDriver engine = new EngineDriver(new InMemorySchemas());

  @AfterEach
  void close() {
    engine.close();
  }

  private static WorkflowBuilder chain() {
    return WorkflowDefinition.of(WORKFLOW)
        .task(TaskDefinition.named("a").type("noop"))
        .task(TaskDefinition.named("b").type("noop").after("a"));
  }

  private void register(WorkflowDefinition definition) {
    String canonical = DefinitionText.write(definition);
    engine.send(
        WORKFLOW.toString(),
        new WorkflowCommand.RegisterWorkflow(
            definition, DefinitionText.digest(canonical), Optional.empty()));
  }

  private void trigger() {
    engine.send(
        WORKFLOW.toString(),
        new WorkflowCommand.TriggerExecution(
            "k", "manual", "", Optional.empty(), Value.Fields.EMPTY, Optional.empty()));
  }

  private void run(String task) {
    run(task, Value.Fields.EMPTY);
  }

  private void run(String task, Value.Fields outputs) {
    engine.send(EXECUTION.toString(), new ExecutionCommand.ClaimAttempt(task, 1, 1, RUNNER, false));
    engine.send(
        EXECUTION.toString(),
        new ExecutionCommand.ReportAttempt(task, 1, 1, RUNNER, new Ending.Exited(0, outputs, "")));
  }

  private List<String> eventNames() {
    ExecutionEventCodec codec = new ExecutionEventCodec();
    return engine.written(EngineDriver.TOPICS.executionEvents()).stream()
        .map(record -> codec.decode(engine.format().read(record.value())).event())
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  @Test
  void aTriggeredWorkflowRunsToItsEndAndLeavesNothingInTheStore() {
    register(chain().build());
    trigger();
    run("a");
    run("b");

    assertThat(eventNames())
        .containsExactly(
            "ExecutionStarted",
            "AttemptScheduled",
            "AttemptStarted",
            "AttemptSucceeded",
            "AttemptScheduled",
            "AttemptStarted",
            "AttemptSucceeded",
            "ExecutionEnded");
    assertThat(engine.executionRows()).isEmpty();
    assertThat(engine.written(EngineDriver.TOPICS.deadLetters())).isEmpty();
  }

  @Test
  void aStartThatIsRepeatedAfterTheEndStartsNothingAndIsForgottenInTime() {
    ExecutionCommand start = SameCommandsSameBytesTest.start(chain().build());
    engine.publish(chain().build());
    engine.send(EXECUTION.toString(), start);
    run("a");
    run("b");
    assertThat(eventNames()).endsWith("ExecutionEnded");

    engine.send(EXECUTION.toString(), start);

    assertThat(eventNames()).isEmpty();
    assertThat(engine.written(EngineDriver.TOPICS.tasks("default", Lane.LIVE))).hasSize(2);
    assertThat(engine.endedExecutions()).containsExactly(EXECUTION.toString());
    engine.advance(Ended.REMEMBERED.plusSeconds(1));
    assertThat(engine.endedExecutions()).isEmpty();
  }

  @Test
  void aStartIsNotRepeatedEitherWhenTheExecutionEndedInTheSameStep() {
    var unwired = TaskDefinition.named("a").type("noop").input("x", Value.of("${inputs.missing}"));
    WorkflowDefinition doomed = WorkflowDefinition.of(WORKFLOW).task(unwired).build();
    engine.publish(doomed);
    engine.send(EXECUTION.toString(), SameCommandsSameBytesTest.start(doomed));
    assertThat(eventNames()).startsWith("ExecutionStarted").endsWith("ExecutionEnded");

    engine.send(EXECUTION.toString(), SameCommandsSameBytesTest.start(doomed));

    assertThat(eventNames()).isEmpty();
  }

  @Test
  void sequenceNumbersHaveNoGap() {
    register(chain().build());
    trigger();
    run("a");
    ExecutionEventCodec codec = new ExecutionEventCodec();
    assertThat(
            engine.written(EngineDriver.TOPICS.executionEvents()).stream()
                .map(record -> codec.decode(engine.format().read(record.value())).sequence()))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void timeComesBackThroughTheLog() {
    register(chain().deadline(Duration.ofMinutes(1)).build());
    trigger();
    engine.advance(Duration.ofSeconds(59));
    assertThat(eventNames()).doesNotContain("ExecutionEnded");
    engine.advance(Duration.ofSeconds(1));
    assertThat(eventNames()).contains("ExecutionStopping", "ExecutionEnded");
  }

  @Test
  void whatARunnerHandsOverIsInItsQueueAgainAtOnceWithTheNextEpoch() {
    register(chain().build());
    trigger();
    engine.send(
        "runner-a",
        new RunnerCommand.Heartbeat(1, "0.1", List.of("default"), 8, 0, RunnerProfile.BLANK));
    engine.send(EXECUTION.toString(), new ExecutionCommand.ClaimAttempt("a", 1, 1, RUNNER, false));

    AttemptId young = new AttemptId(EXECUTION, "a", 1, 1);
    engine.send("runner-a", new RunnerCommand.Leave(1, true, List.of(young)));
    engine.advance(Duration.ofMillis(50));

    assertThat(engine.written(EngineDriver.TOPICS.tasks("default", Lane.LIVE)))
        .extracting(
            sent -> new TaskLaunchCodec().decode(engine.format().read(sent.value())).attempt())
        .containsExactly(young, new AttemptId(EXECUTION, "a", 1, 2));
  }

  @Test
  void garbageBecomesADeadLetterAndDisturbsNothing() {
    for (String topic :
        List.of(
            EngineDriver.TOPICS.executionCommands(),
            EngineDriver.TOPICS.workflowCommands(),
            EngineDriver.TOPICS.runnerCommands())) {
      engine.raw(topic, "any", "garbage".getBytes(StandardCharsets.UTF_8));
      engine.raw(topic, "any", new byte[] {0, 0, 0, 99, 99, 1});
      engine.raw(topic, "any", new byte[0]);
      List<TestRecord<byte[], byte[]>> dead = engine.written(EngineDriver.TOPICS.deadLetters());
      assertThat(dead).hasSize(3);
      assertThat(new String(dead.get(0).value(), StandardCharsets.UTF_8)).isEqualTo("garbage");
      assertThat(
              new String(
                  dead.get(1).headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
          .isEqualTo("schema id 25443 is not in the registry");
      assertThat(
              new String(dead.get(0).headers().lastHeader("topic").value(), StandardCharsets.UTF_8))
          .isEqualTo(topic);
    }
    register(chain().build());
    trigger();
    assertThat(eventNames()).contains("AttemptScheduled");
  }

  @Test
  void aCommandForAKeyThatIsNoExecutionBecomesADeadLetter() {
    engine.send("not-a-uuid", new ExecutionCommand.CancelExecution("ada", ""));
    assertThat(engine.written(EngineDriver.TOPICS.deadLetters())).hasSize(1);
  }

  @Test
  void aRecordThatWouldBeTooLargeFailsItsExecutionVisibly() {
    WorkflowBuilder wide = WorkflowDefinition.of(WORKFLOW);
    var sink = TaskDefinition.named("sink").type("noop");
    for (int i = 0; i < 20; i++) {
      wide.task(TaskDefinition.named("t" + i).type("noop").output("text", Type.parse("string")));
      sink.input("i" + i, Value.of("${tasks.t" + i + ".outputs.text}"));
    }
    register(wide.task(sink).build());
    trigger();
    Value.Fields large = new Value.Fields(Map.of("text", Value.of("x".repeat(60_000))));
    for (int i = 0; i < 20; i++) {
      run("t" + i, large);
    }
    List<String> names = eventNames();
    assertThat(names.subList(names.size() - 3, names.size()))
        .containsExactly("ExecutionStopping", "AttemptStopRequested", "TaskFailed");
  }

  @Test
  void anEventAboutWhatIsNotAliveHasNoNumber() {
    engine.send(EXECUTION.toString(), new ExecutionCommand.CancelExecution("ada", ""));
    ExecutionEventCodec codec = new ExecutionEventCodec();
    var recorded =
        codec.decode(
            engine
                .format()
                .read(engine.written(EngineDriver.TOPICS.executionEvents()).getFirst().value()));
    assertThat(recorded.sequence()).isZero();
    assertThat(recorded.event()).isInstanceOf(ExecutionEvent.ExecutionCommandRejected.class);
    assertThat(engine.executionRows()).isEmpty();
  }
}
