package io.continuo.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.dispatch.Lane;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.codec.TaskLaunchCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What uncommitted reading rests on: after a crash the same commands give the same bytes. A log of
 * commands is worked once in one go, and once cut at random points, where everything in the heap is
 * lost and only the store is left. Of the other families see {@link Twins}.
 */
class SameCommandsSameBytesTest {
  private static final WorkflowId WORKFLOW = new WorkflowId("finance", "daily");
  private static final List<String> OUTPUTS =
      List.of(
          EngineDriver.TOPICS.executionEvents(),
          EngineDriver.TOPICS.tasks("default", Lane.LIVE),
          EngineDriver.TOPICS.runnerControl());

  /** A command as it stands in the log. */
  private record Logged(Instant at, String key, ExecutionCommand command) {}

  private final Random random = new Random();
  private final InMemorySchemas schemas = new InMemorySchemas();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aLogThatIsCutAndWorkedOnGivesTheSameEventsAndEffects(long seed) {
    random.setSeed(seed);
    List<Logged> log = new ArrayList<>();
    List<String> whole = work(log);
    List<String> parts = new ArrayList<>();
    Map<String, String> rows = Map.of();
    int from = 0;
    for (int to : cuts(log.size())) {
      try (EngineDriver engine = engine()) {
        engine.restoreExecutionRows(rows);
        log.subList(from, to)
            .forEach(logged -> engine.sendAt(logged.at(), logged.key(), logged.command()));
        parts.addAll(outputs(engine));
        rows = engine.executionRows();
      }
      from = to;
    }
    assertThat(parts.stream().sorted().toList()).isEqualTo(whole.stream().sorted().toList());
  }

  /** Where the parts of the log end, in order. */
  private int[] cuts(int size) {
    return IntStream.concat(random.ints(3, 0, size), IntStream.of(size)).sorted().toArray();
  }

  /** Works random commands until all executions have ended, and notes them. */
  private List<String> work(List<Logged> log) {
    List<TaskLaunch> ready = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    try (EngineDriver engine = engine()) {
      for (int i = 0; i < 4; i++) {
        send(engine, log, ExecutionId.of(WORKFLOW, "k" + i, 1), start(definition()));
      }
      for (int step = 0; step < 400; step++) {
        collect(engine, ready, outputs);
        if (ready.isEmpty()) {
          break;
        }
        TaskLaunch launch = ready.get(random.nextInt(ready.size()));
        next(launch, ready)
            .forEach(command -> send(engine, log, launch.attempt().execution(), command));
      }
      collect(engine, ready, outputs);
    }
    return outputs;
  }

  private List<ExecutionCommand> next(TaskLaunch launch, List<TaskLaunch> ready) {
    var a = launch.attempt();
    RunnerId runner = new RunnerId("runner-" + "ab".charAt(random.nextInt(2)), 1);
    ExecutionCommand claim =
        new ExecutionCommand.ClaimAttempt(
            a.task(), a.number(), a.epoch(), runner, random.nextBoolean());
    return switch (random.nextInt(10)) {
      case 0 -> List.of(claim);
      case 1 ->
          List.of(
              claim,
              new ExecutionCommand.ReportLost(
                  a.task(), a.number(), a.epoch(), runner, "lost", false));
      case 2 -> List.of(new ExecutionCommand.WakeExecution(Optional.of(a.task()), now(600)));
      case 3 ->
          random.nextInt(8) == 0
              ? List.of(new ExecutionCommand.CancelExecution("ada", ""))
              : List.of(claim);
      case 4 -> List.of(claim, report(launch, runner, 1), wake(launch));
      default -> {
        ready.remove(launch);
        yield List.of(claim, report(launch, runner, 0), report(launch, runner, 0));
      }
    };
  }

  private static ExecutionCommand report(TaskLaunch launch, RunnerId runner, int code) {
    var a = launch.attempt();
    return new ExecutionCommand.ReportAttempt(
        a.task(), a.number(), a.epoch(), runner, new Ending.Exited(code, Value.Fields.EMPTY, ""));
  }

  private static ExecutionCommand wake(TaskLaunch launch) {
    return new ExecutionCommand.WakeExecution(Optional.of(launch.attempt().task()), now(1_200));
  }

  private static Instant now(long seconds) {
    return EngineDriver.START.plusSeconds(seconds);
  }

  private void send(
      EngineDriver engine, List<Logged> log, ExecutionId execution, ExecutionCommand command) {
    Logged logged =
        new Logged(EngineDriver.START.plusMillis(log.size() * 100L), execution.toString(), command);
    log.add(logged);
    engine.sendAt(logged.at(), logged.key(), logged.command());
  }

  private static void collect(EngineDriver engine, List<TaskLaunch> ready, List<String> outputs) {
    for (String topic : OUTPUTS) {
      for (TestRecord<byte[], byte[]> record : engine.written(topic)) {
        outputs.add(line(topic, record));
        if (topic.equals(OUTPUTS.get(1))) {
          ready.add(new TaskLaunchCodec().decode(engine.format().read(record.value())));
        }
      }
    }
  }

  private static List<String> outputs(EngineDriver engine) {
    List<String> outputs = new ArrayList<>();
    collect(engine, new ArrayList<>(), outputs);
    return outputs;
  }

  private static String line(String topic, TestRecord<byte[], byte[]> record) {
    return topic
        + " "
        + HexFormat.of().formatHex(record.key())
        + " "
        + HexFormat.of().formatHex(record.value());
  }

  private EngineDriver engine() {
    EngineDriver engine = new EngineDriver(schemas);
    engine.publish(definition());
    // Runners that live: what their aggregates would say of dead ones is no part of this log.
    for (String runner : List.of("runner-a", "runner-b")) {
      engine.send(
          runner,
          new RunnerCommand.Heartbeat(1, "0.1", List.of("default"), 8, 0, RunnerProfile.BLANK));
    }
    return engine;
  }

  static ExecutionCommand start(WorkflowDefinition definition) {
    String canonical = DefinitionText.write(definition);
    return new ExecutionCommand.StartExecution(
        WORKFLOW,
        1,
        DefinitionText.digest(canonical),
        Optional.empty(),
        1,
        "manual",
        Value.Fields.EMPTY);
  }

  private static WorkflowDefinition definition() {
    RetryPolicy retry = RetryPolicy.attempts(2);
    var workflow = WorkflowDefinition.of(WORKFLOW).deadline(Duration.ofHours(1));
    workflow.task(TaskDefinition.named("root").type("noop"));
    for (String middle : List.of("left", "middle", "right")) {
      workflow.task(TaskDefinition.named(middle).type("noop").after("root").retry(retry));
    }
    return workflow
        .task(TaskDefinition.named("join").type("noop").after("left", "middle", "right"))
        .build();
  }
}
