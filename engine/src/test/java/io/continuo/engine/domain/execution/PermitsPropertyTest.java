package io.continuo.engine.domain.execution;

import static io.continuo.engine.domain.execution.ExecutionFixture.WORKFLOW;
import static io.continuo.engine.domain.execution.ExecutionFixture.aTask;
import static io.continuo.engine.domain.execution.ExecutionFixture.aWorkflow;
import static io.continuo.engine.domain.execution.ExecutionFixture.holding;
import static io.continuo.engine.domain.execution.ExecutionFixture.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.policy.Timeouts;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.execution.ExecutionState.Live;
import io.continuo.engine.domain.limit.LimitDecider;
import io.continuo.engine.domain.limit.LimitState;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.LimitEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Executions and limits that talk over a bad line: every word may come late, twice, or after a
 * later one. Whatever happens, nobody runs without its permits, and in the end none is held.
 */
class PermitsPropertyTest {
  private static final int AT_ONCE = 6;
  private static final RunnerId RUNNER = new RunnerId("runner-a", 1);

  /** A word on its way. */
  private sealed interface Word {}

  private record ToLimit(String limit, LimitCommand command) implements Word {}

  private record ToExecution(ExecutionId execution, ExecutionCommand command) implements Word {}

  private final Random random = new Random();
  private final List<Word> line = new ArrayList<>();
  private final List<AttemptId> launched = new ArrayList<>();
  private final Map<String, LimitState> limits = new TreeMap<>();
  private final Map<String, ExecutionState> executions = new TreeMap<>();
  private final Pinned pinned = pinned();
  private Instant now = DeciderSpec.START;

  private static Pinned pinned() {
    RetryPolicy retry = RetryPolicy.attempts(3);
    Timeouts timeouts =
        new Timeouts(
            Optional.of(Duration.ofMinutes(9)),
            Optional.of(Duration.ofMinutes(5)),
            Optional.of(Duration.ofMinutes(40)));
    var workflow = aWorkflow().task(aTask("free"));
    for (String name : List.of("left", "right", "both")) {
      Map<String, Integer> needs =
          switch (name) {
            case "left" -> Map.of("a", 1);
            case "right" -> Map.of("b", 2);
            default -> Map.of("a", 2, "b", 1);
          };
      workflow.task(
          aTask(name).after("free").retry(retry).timeouts(timeouts).options(holding(needs)));
    }
    return Pinned.of(workflow.build());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void noPermitLeaksHoweverBadTheLine(long seed) {
    random.setSeed(seed);
    for (String limit : List.of("a", "b")) {
      limits.put(limit, LimitState.UNKNOWN);
      work(new ToLimit(limit, new LimitCommand.SetLimit(3, 0.5, "", "ada")));
    }
    for (int i = 0; i < AT_ONCE; i++) {
      begin();
    }
    for (int step = 0; step < 1_500; step++) {
      now = now.plusSeconds(random.nextInt(20));
      if (!line.isEmpty() && random.nextInt(3) > 0) {
        deliverAny();
      } else {
        somethingHappens();
      }
    }
    executions.keySet().forEach(this::cancel);
    for (int step = 0; step < 100_000 && !isOver(); step++) {
      now = now.plusSeconds(20);
      executions.keySet().forEach(this::wakeAll);
      while (!line.isEmpty()) {
        work(line.remove(random.nextInt(line.size())));
      }
    }
    assertThat(executions.values()).containsOnly(ExecutionState.ABSENT);
    limits.forEach(
        (name, state) -> {
          assertThat(state.holders()).as(name).isEmpty();
          assertThat(state.waiting()).as(name).isEmpty();
          assertThat(state.used().all()).as(name).isZero();
        });
  }

  private boolean isOver() {
    return line.isEmpty() && executions.values().stream().noneMatch(Live.class::isInstance);
  }

  private void deliverAny() {
    Word word = line.get(random.nextInt(line.size()));
    if (random.nextInt(4) > 0) {
      line.remove(word);
    }
    work(word);
  }

  private void somethingHappens() {
    List<String> ids = List.copyOf(executions.keySet());
    String id = ids.get(random.nextInt(ids.size()));
    if (launched.isEmpty() || random.nextInt(4) == 0) {
      wakeAll(id);
      return;
    }
    if (random.nextInt(50) == 0) {
      cancel(id);
      begin();
      return;
    }
    AttemptId of = launched.get(random.nextInt(launched.size()));
    var claim =
        new ExecutionCommand.ClaimAttempt(of.task(), of.number(), of.epoch(), RUNNER, false);
    work(new ToExecution(of.execution(), random.nextInt(3) == 0 ? report(of) : claim));
  }

  private ExecutionCommand report(AttemptId of) {
    return random.nextInt(5) == 0
        ? new ExecutionCommand.ReportLost(of.task(), of.number(), of.epoch(), RUNNER, "lost", false)
        : new ExecutionCommand.ReportAttempt(
            of.task(),
            of.number(),
            of.epoch(),
            RUNNER,
            new Ending.Exited(random.nextInt(2), Value.Fields.EMPTY, ""));
  }

  private void begin() {
    ExecutionId id = ExecutionId.of(WORKFLOW, "k" + executions.size(), 1);
    executions.put(id.toString(), ExecutionState.ABSENT);
    work(new ToExecution(id, start()));
  }

  private void cancel(String id) {
    if (executions.get(id) instanceof Live) {
      work(
          new ToExecution(
              ExecutionId.parse(id), new ExecutionCommand.CancelExecution("ada", "enough")));
    }
  }

  private void wakeAll(String id) {
    for (String task : List.of("free", "left", "right", "both")) {
      work(
          new ToExecution(
              ExecutionId.parse(id), new ExecutionCommand.WakeExecution(Optional.of(task), now)));
    }
  }

  private void work(Word word) {
    switch (word) {
      case ToLimit(var limit, var command) -> workLimit(limit, command);
      case ToExecution(var execution, var command) -> workExecution(execution, command);
    }
    assertWhoRunsHoldsItsPermits();
  }

  private void workLimit(String name, LimitCommand command) {
    LimitDecider decider = new LimitDecider(name);
    LimitState state = limits.getOrDefault(name, LimitState.UNKNOWN);
    var accepted = (Decision.Accepted<LimitEvent>) decider.decide(state, command, now);
    for (LimitEvent event : accepted.events()) {
      LimitState before = state;
      state = decider.evolve(before, event, now);
      decider.react(before, event, state).forEach(this::send);
    }
    accepted.replies().forEach(this::send);
    limits.put(name, state);
    assertThat(state.used().all()).isLessThanOrEqualTo(3);
  }

  private void workExecution(ExecutionId id, ExecutionCommand command) {
    ExecutionState state = executions.getOrDefault(id.toString(), ExecutionState.ABSENT);
    Pinned plan =
        state instanceof Live || command instanceof ExecutionCommand.StartExecution
            ? pinned
            : Pinned.NONE;
    ExecutionDecider decider = new ExecutionDecider(id, plan);
    if (!(decider.decide(state, command, now)
        instanceof Decision.Accepted<ExecutionEvent>(var events, var replies))) {
      return;
    }
    for (ExecutionEvent event : events) {
      ExecutionState before = state;
      state = decider.evolve(before, event, now);
      decider.react(before, event, state).forEach(this::send);
    }
    replies.forEach(this::send);
    executions.put(id.toString(), state);
  }

  /** Others that effects speak to are not of this story. */
  private void send(Effect effect) {
    if (effect instanceof Effect.AskLimit(var limit, var command)) {
      line.add(new ToLimit(limit, command));
    } else if (effect instanceof Effect.AskExecution(var execution, var command)) {
      line.add(new ToExecution(execution, command));
    } else if (effect instanceof Effect.LaunchTask(var launch)) {
      launched.add(launch.attempt());
    }
  }

  private void assertWhoRunsHoldsItsPermits() {
    executions.forEach(
        (id, state) -> {
          if (state instanceof Live live) {
            for (int task = 0; task < pinned.size(); task++) {
              assertHolds(ExecutionId.parse(id), task, live.tasks().get(task));
            }
          }
        });
  }

  private void assertHolds(ExecutionId id, int task, TaskState state) {
    if (state instanceof TaskState.Queued || state instanceof TaskState.Held) {
      Progress progress = ((TaskState.Open) state).progress();
      AttemptId holder =
          new AttemptId(id, pinned.task(task).name(), progress.number(), progress.epoch());
      for (String limit : pinned.limits(task)) {
        LimitState there = limits.getOrDefault(limit, LimitState.UNKNOWN);
        assertThat(there.holders().get(holder)).as("%s of %s", holder, limit).isNotNull();
      }
    }
  }
}
