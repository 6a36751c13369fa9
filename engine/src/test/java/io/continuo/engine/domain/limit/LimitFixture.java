package io.continuo.engine.domain.limit;

import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.snapshot.LimitSnapshot;
import io.continuo.event.LimitEvent;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.codec.limit.LimitEventCodec;

/** Words for specs of limits: one request each of attempts that are named by a text. */
final class LimitFixture {
  static final String LIMIT = "fx-api";

  /** A request as a spec speaks of it; normal, live, of namespace finance, of weight 1. */
  record Asking(String of, int weight, String namespace, Priority priority, Lane lane) {
    Asking weighs(int now) {
      return new Asking(of, now, namespace, priority, lane);
    }

    Asking from(String now) {
      return new Asking(of, weight, now, priority, lane);
    }

    Asking with(Priority now) {
      return new Asking(of, weight, namespace, now, lane);
    }

    Asking backfill() {
      return new Asking(of, weight, namespace, priority, Lane.BACKFILL);
    }

    private WorkflowId workflow() {
      return new WorkflowId(namespace, "daily");
    }

    LimitCommand command() {
      return new LimitCommand.RequestPermits(holder(of), weight, workflow(), priority, lane);
    }

    LimitEvent queued() {
      return new LimitEvent.PermitsQueued(holder(of), weight, workflow(), priority, lane);
    }

    LimitEvent granted() {
      return new LimitEvent.PermitsGranted(holder(of), weight, workflow(), priority, lane);
    }
  }

  private LimitFixture() {}

  static DeciderSpec<LimitState, LimitCommand, LimitEvent> spec() {
    return new DeciderSpec<>(
        new DeciderSpec.Subject<>(
            new LimitDecider(LIMIT),
            new LimitSnapshot(),
            LimitState.UNKNOWN,
            new LimitEventCodec(),
            LIMIT));
  }

  static DeciderSpec<LimitState, LimitCommand, LimitEvent> of(int permits) {
    return spec().after(set(permits));
  }

  static LimitCommand set(int permits) {
    return new LimitCommand.SetLimit(permits, 0.5, "calls at once", "ada");
  }

  static Asking asks(String of) {
    return new Asking(of, 1, "finance", Priority.NORMAL, Lane.LIVE);
  }

  static LimitCommand release(String of) {
    return new LimitCommand.ReleasePermits(holder(of));
  }

  static LimitEvent released(String of) {
    return new LimitEvent.PermitsReleased(holder(of));
  }

  static AttemptId holder(String of) {
    return new AttemptId(ExecutionId.of(new WorkflowId("finance", "daily"), of, 1), "load", 1, 1);
  }

  static Effect told(String of) {
    return new Effect.AskExecution(
        holder(of).execution(), new ExecutionCommand.GrantPermits("load", 1, 1, LIMIT));
  }
}
