package io.continuo.engine.domain.workflow;

import io.continuo.command.WorkflowCommand;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.domain.Unfolding;
import io.continuo.event.WorkflowEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One decision of a workflow, as it unfolds. */
final class Story {
  private final Unfolding<WorkflowState, WorkflowCommand, WorkflowEvent> unfolding;
  private final List<Effect> replies = new ArrayList<>();

  Story(WorkflowDecider decider, WorkflowState state, Instant at) {
    this.unfolding = new Unfolding<>(decider, state, at);
  }

  WorkflowState state() {
    return unfolding.state();
  }

  Instant at() {
    return unfolding.at();
  }

  void add(WorkflowEvent event) {
    unfolding.add(event);
  }

  /** What the asker alone must hear. */
  void reply(Effect effect) {
    replies.add(effect);
  }

  Decision<WorkflowEvent> accepted() {
    return unfolding.accepted(replies);
  }
}
