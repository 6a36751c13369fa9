package io.continuo.engine.domain.runner;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.dispatch.RunnerControl;
import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.Unfolding;
import io.continuo.engine.domain.runner.RunnerState.Standing;
import io.continuo.event.RunnerEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.RunnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Declares a runner lost, and tells the executions whose attempts it held. */
public final class RunnerDecider implements Decider<RunnerState, RunnerCommand, RunnerEvent> {
  /** Without a heartbeat for so long, a runner is lost: three heartbeats of five seconds. */
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(15);

  /** A runner that left in good order has so long to come back to what still runs. */
  public static final Duration RETURN = Duration.ofSeconds(60);

  private final String name;

  public RunnerDecider(String name) {
    this.name = name;
  }

  /** When the runner has to be looked at again. */
  public static Optional<Instant> due(RunnerState state) {
    return switch (state.standing()) {
      case ALIVE -> Optional.of(state.seen().plus(TIME_TO_LIVE));
      case LEFT ->
          state.guarded().isEmpty() ? Optional.empty() : Optional.of(state.seen().plus(RETURN));
      case UNKNOWN, HANDED_OVER, LOST -> Optional.empty();
    };
  }

  @Override
  public Decision<RunnerEvent> decide(RunnerState state, RunnerCommand command, Instant at) {
    Unfolding<RunnerState, RunnerCommand, RunnerEvent> story = new Unfolding<>(this, state, at);
    return switch (command) {
      case RunnerCommand.Heartbeat beat -> heartbeat(story, beat);
      case RunnerCommand.Leave leave -> leave(story, leave);
      case RunnerCommand.DrainRunner drain -> drain(story, drain);
      case RunnerCommand.GuardAttempt guard -> guard(story, guard);
      case RunnerCommand.ReleaseAttempt release -> release(story, release);
      case RunnerCommand.WakeRunner wake -> wake(story);
    };
  }

  private Decision<RunnerEvent> heartbeat(
      Unfolding<RunnerState, RunnerCommand, RunnerEvent> story, RunnerCommand.Heartbeat beat) {
    RunnerState state = story.state();
    if (beat.incarnation() < state.incarnation()) {
      return Decision.rejected(
          "stale-incarnation",
          "a later process of runner '" + name + "' is alive: give each runner a name of its own");
    }
    if (state.standing() == Standing.ALIVE && beat.incarnation() == state.incarnation()) {
      story.add(new RunnerEvent.RunnerSeen(beat.incarnation(), beat.running()));
      return story.accepted();
    }
    story.add(
        new RunnerEvent.RunnerJoined(
            beat.incarnation(), beat.version(), beat.queues(), beat.slots(), beat.profile()));
    // The same process, given up for a while: it may not have heard.
    story
        .state()
        .draining()
        .ifPresent(why -> story.add(new RunnerEvent.RunnerDraining(beat.incarnation(), why)));
    // What the new process took over it has claimed anew, and says so before its first heartbeat.
    loseBefore(
        story,
        beat.incarnation(),
        "runner '" + name + "' was restarted and no longer has the attempt");
    return story.accepted();
  }

  private Decision<RunnerEvent> leave(
      Unfolding<RunnerState, RunnerCommand, RunnerEvent> story, RunnerCommand.Leave leave) {
    RunnerState state = story.state();
    if (state.standing() != Standing.ALIVE || leave.incarnation() != state.incarnation()) {
      return Decision.nothing();
    }
    story.add(new RunnerEvent.RunnerLeft(leave.incarnation(), leave.handOver()));
    if (leave.handOver()) {
      String reason = "runner '" + name + "' left and handed the attempt over";
      loseBefore(story, Long.MAX_VALUE, reason);
      for (AttemptId attempt : leave.attempts()) {
        if (state.guarded().get(attempt) == null) {
          story.add(new RunnerEvent.AttemptLost(attempt, leave.incarnation(), reason));
        }
      }
    }
    return story.accepted();
  }

  private Decision<RunnerEvent> drain(
      Unfolding<RunnerState, RunnerCommand, RunnerEvent> story, RunnerCommand.DrainRunner drain) {
    if (story.state().standing() != Standing.ALIVE) {
      return Decision.rejected(
          "not-live", "runner '" + name + "' is not alive: there is nothing to drain");
    }
    story.add(
        new RunnerEvent.RunnerDraining(
            story.state().incarnation(), drain.by() + ": " + drain.reason()));
    return story.accepted();
  }

  private Decision<RunnerEvent> guard(
      Unfolding<RunnerState, RunnerCommand, RunnerEvent> story, RunnerCommand.GuardAttempt guard) {
    RunnerState state = story.state();
    Long known = state.guarded().get(guard.attempt());
    if (known != null && known >= guard.incarnation()) {
      return Decision.nothing();
    }
    boolean gone =
        guard.incarnation() < state.incarnation()
            || switch (state.standing()) {
              case LOST, UNKNOWN, HANDED_OVER -> true;
              case ALIVE, LEFT -> false;
            };
    story.add(
        gone
            ? new RunnerEvent.AttemptLost(
                guard.attempt(), guard.incarnation(), "runner '" + name + "' was lost")
            : new RunnerEvent.AttemptGuarded(guard.attempt(), guard.incarnation()));
    return story.accepted();
  }

  private Decision<RunnerEvent> release(
      Unfolding<RunnerState, RunnerCommand, RunnerEvent> story,
      RunnerCommand.ReleaseAttempt release) {
    if (story.state().guarded().get(release.attempt()) == null) {
      return Decision.nothing();
    }
    story.add(new RunnerEvent.AttemptReleased(release.attempt()));
    return story.accepted();
  }

  private Decision<RunnerEvent> wake(Unfolding<RunnerState, RunnerCommand, RunnerEvent> story) {
    Optional<Instant> due = due(story.state());
    if (due.isEmpty() || due.get().isAfter(story.at())) {
      return Decision.nothing();
    }
    long incarnation = story.state().incarnation();
    story.add(new RunnerEvent.RunnerLost(incarnation));
    loseBefore(
        story,
        Long.MAX_VALUE,
        "runner '" + name + "' was lost: no heartbeat since " + story.state().seen());
    return story.accepted();
  }

  private void loseBefore(
      Unfolding<RunnerState, RunnerCommand, RunnerEvent> story, long incarnation, String reason) {
    // In the order of the ids, so that the same commands give the same bytes.
    Map<String, AttemptId> attempts = new TreeMap<>();
    story.state().guarded().keySet().forEach(attempt -> attempts.put(attempt.toString(), attempt));
    for (AttemptId attempt : attempts.values()) {
      Long claimed = story.state().guarded().get(attempt);
      if (claimed != null && claimed < incarnation) {
        story.add(new RunnerEvent.AttemptLost(attempt, claimed, reason));
      }
    }
  }

  @Override
  public RunnerState evolve(RunnerState state, RunnerEvent event, Instant at) {
    return switch (event) {
      case RunnerEvent.RunnerJoined e -> state.as(Standing.ALIVE, e.incarnation(), at);
      case RunnerEvent.RunnerSeen e -> state.as(Standing.ALIVE, e.incarnation(), at);
      case RunnerEvent.RunnerLeft e ->
          state.as(e.handOver() ? Standing.HANDED_OVER : Standing.LEFT, e.incarnation(), at);
      case RunnerEvent.RunnerLost e -> state.as(Standing.LOST, e.incarnation(), state.seen());
      case RunnerEvent.RunnerDraining e -> state.draining(e.reason());
      case RunnerEvent.AttemptGuarded e -> guarded(state, e.attempt(), e.incarnation());
      case RunnerEvent.AttemptReleased e -> released(state, e.attempt());
      case RunnerEvent.AttemptLost e -> released(state, e.attempt());
      case RunnerEvent.RunnerCommandRejected e -> state;
    };
  }

  private static RunnerState guarded(RunnerState state, AttemptId attempt, long incarnation) {
    return state.guarding(state.guarded().plus(attempt, incarnation));
  }

  private static RunnerState released(RunnerState state, AttemptId attempt) {
    return state.guarding(state.guarded().minus(attempt));
  }

  @Override
  public List<Effect> react(RunnerState before, RunnerEvent event, RunnerState after) {
    return switch (event) {
      case RunnerEvent.AttemptLost e -> List.of(lost(e, after.standing() == Standing.HANDED_OVER));
      case RunnerEvent.RunnerDraining e ->
          List.of(new Effect.TellRunner(name, new RunnerControl.Drain(e.reason())));
      case RunnerEvent.RunnerJoined e -> List.of();
      case RunnerEvent.RunnerSeen e -> List.of();
      case RunnerEvent.RunnerLeft e -> List.of();
      case RunnerEvent.RunnerLost e -> List.of();
      case RunnerEvent.AttemptGuarded e -> List.of();
      case RunnerEvent.AttemptReleased e -> List.of();
      case RunnerEvent.RunnerCommandRejected e -> List.of();
    };
  }

  private Effect lost(RunnerEvent.AttemptLost e, boolean handedOver) {
    AttemptId attempt = e.attempt();
    return new Effect.AskExecution(
        attempt.execution(),
        new ExecutionCommand.ReportLost(
            attempt.task(),
            attempt.number(),
            attempt.epoch(),
            new RunnerId(name, e.incarnation()),
            e.reason(),
            handedOver));
  }
}
