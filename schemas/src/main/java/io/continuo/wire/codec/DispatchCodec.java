package io.continuo.wire.codec;

import io.continuo.avro.dispatch.ClaimAccepted;
import io.continuo.avro.dispatch.ClaimRefused;
import io.continuo.avro.dispatch.Drain;
import io.continuo.avro.dispatch.StopAttempt;
import io.continuo.dispatch.RunnerControl;
import io.continuo.id.AttemptId;
import io.continuo.wire.UndecodableException;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/** What the engine tells a runner, to Avro and back. */
public final class DispatchCodec implements RecordCodec<RunnerControl> {
  @Override
  public SpecificRecord encode(RunnerControl control) {
    return switch (control) {
      case RunnerControl.ClaimAccepted(var attempt) -> new ClaimAccepted(attempt.toString());
      case RunnerControl.ClaimRefused(var attempt, var reason, boolean goesOn) ->
          new ClaimRefused(attempt.toString(), reason, goesOn);
      case RunnerControl.StopAttempt(var attempt, var grace, var reason) ->
          new StopAttempt(attempt.toString(), grace.toMillis(), reason);
      case RunnerControl.Drain(var reason) -> new Drain(reason);
    };
  }

  @Override
  public RunnerControl decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case ClaimAccepted w -> new RunnerControl.ClaimAccepted(AttemptId.parse(w.getAttempt()));
        case ClaimRefused w ->
            new RunnerControl.ClaimRefused(
                AttemptId.parse(w.getAttempt()), w.getReason(), w.getGoesOn());
        case StopAttempt w ->
            new RunnerControl.StopAttempt(
                AttemptId.parse(w.getAttempt()),
                Duration.ofMillis(w.getGraceMillis()),
                w.getReason());
        case Drain w -> new RunnerControl.Drain(w.getReason());
        default ->
            throw new UndecodableException(wire.getSchema().getFullName() + " is no RunnerControl");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
