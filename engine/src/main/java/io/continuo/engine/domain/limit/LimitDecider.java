package io.continuo.engine.domain.limit;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.Unfolding;
import io.continuo.engine.domain.limit.LimitState.Request;
import io.continuo.engine.domain.limit.LimitState.Setting;
import io.continuo.engine.domain.limit.LimitState.Waiting;
import io.continuo.event.LimitEvent;
import io.continuo.id.AttemptId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives out the permits of one limit, never more than there are, in the step that frees, sets or
 * asks for them.
 */
public final class LimitDecider implements Decider<LimitState, LimitCommand, LimitEvent> {
  private final String name;

  public LimitDecider(String name) {
    this.name = name;
  }

  @Override
  public Decision<LimitEvent> decide(LimitState state, LimitCommand command, Instant at) {
    Unfolding<LimitState, LimitCommand, LimitEvent> story = new Unfolding<>(this, state, at);
    return switch (command) {
      case LimitCommand.SetLimit set -> set(story, set);
      case LimitCommand.RequestPermits request -> request(story, request);
      case LimitCommand.ReleasePermits(var holder) -> release(story, holder);
    };
  }

  private Decision<LimitEvent> set(
      Unfolding<LimitState, LimitCommand, LimitEvent> story, LimitCommand.SetLimit set) {
    if (set.permits() < 0) {
      return Decision.rejected(
          "invalid-limit", "limit '" + name + "': permits must be 0 or more, not " + set.permits());
    }
    if (!(set.backfillShare() >= 0 && set.backfillShare() <= 1)) {
      return Decision.rejected(
          "invalid-limit",
          "limit '" + name + "': backfillShare must be from 0 to 1, not " + set.backfillShare());
    }
    var setting = new Setting(set.permits(), set.backfillShare(), set.description());
    if (story.state().setting().equals(Optional.of(setting))) {
      return Decision.nothing();
    }
    story.add(
        new LimitEvent.LimitSet(set.permits(), set.backfillShare(), set.description(), set.by()));
    return granted(story);
  }

  private Decision<LimitEvent> request(
      Unfolding<LimitState, LimitCommand, LimitEvent> story, LimitCommand.RequestPermits asked) {
    LimitState state = story.state();
    AttemptId holder = asked.holder();
    if (state.holders().get(holder) != null) {
      return new Decision.Accepted<>(List.of(), List.of(tell(holder)));
    }
    if (state.waiting().get(holder) != null) {
      return Decision.nothing();
    }
    if (asked.weight() < 1) {
      return Decision.rejected(
          "invalid-request",
          "limit '" + name + "': " + holder + " asks for " + asked.weight() + " permits");
    }
    LimitEvent queued =
        new LimitEvent.PermitsQueued(
            holder, asked.weight(), asked.workflow(), asked.priority(), asked.lane());
    Optional<AttemptId> first = Turns.next(evolve(state, queued, story.at()), story.at());
    story.add(
        first.equals(Optional.of(holder))
            ? new LimitEvent.PermitsGranted(
                holder, asked.weight(), asked.workflow(), asked.priority(), asked.lane())
            : queued);
    return granted(story);
  }

  private Decision<LimitEvent> release(
      Unfolding<LimitState, LimitCommand, LimitEvent> story, AttemptId holder) {
    LimitState state = story.state();
    if (state.holders().get(holder) == null && state.waiting().get(holder) == null) {
      return Decision.nothing();
    }
    story.add(new LimitEvent.PermitsReleased(holder));
    return granted(story);
  }

  /** The decision, with all grants that have become possible. */
  private static Decision<LimitEvent> granted(
      Unfolding<LimitState, LimitCommand, LimitEvent> story) {
    Optional<AttemptId> next = Turns.next(story.state(), story.at());
    while (next.isPresent()) {
      AttemptId holder = next.get();
      Waiting waiting =
          Objects.requireNonNull(story.state().waiting().get(holder), "granted, not waiting");
      Request request = waiting.request();
      story.add(
          new LimitEvent.PermitsGranted(
              holder, request.weight(), request.workflow(), request.priority(), request.lane()));
      next = Turns.next(story.state(), story.at());
    }
    return story.accepted();
  }

  @Override
  public LimitState evolve(LimitState state, LimitEvent event, Instant at) {
    return switch (event) {
      case LimitEvent.LimitSet e ->
          state.with(Optional.of(new Setting(e.permits(), e.backfillShare(), e.description())));
      case LimitEvent.PermitsQueued e -> {
        Request request = new Request(e.weight(), e.workflow(), e.priority(), e.lane());
        yield state.withWaiting(e.holder(), new Waiting(request, state.queued() + 1, at));
      }
      case LimitEvent.PermitsGranted e -> {
        Request request = new Request(e.weight(), e.workflow(), e.priority(), e.lane());
        yield state.without(e.holder()).withHolder(e.holder(), request);
      }
      case LimitEvent.PermitsReleased e -> state.without(e.holder());
      case LimitEvent.LimitCommandRejected e -> state;
    };
  }

  @Override
  public List<Effect> react(LimitState before, LimitEvent event, LimitState after) {
    return switch (event) {
      case LimitEvent.PermitsGranted e -> List.of(tell(e.holder()));
      case LimitEvent.LimitSet e -> List.of();
      case LimitEvent.PermitsQueued e -> List.of();
      case LimitEvent.PermitsReleased e -> List.of();
      case LimitEvent.LimitCommandRejected e -> List.of();
    };
  }

  private Effect tell(AttemptId holder) {
    return new Effect.AskExecution(
        holder.execution(),
        new ExecutionCommand.GrantPermits(holder.task(), holder.number(), holder.epoch(), name));
  }
}
