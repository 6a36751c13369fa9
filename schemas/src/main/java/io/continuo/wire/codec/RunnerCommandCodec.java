package io.continuo.wire.codec;

import io.continuo.avro.runner.DrainRunner;
import io.continuo.avro.runner.GuardAttempt;
import io.continuo.avro.runner.Heartbeat;
import io.continuo.avro.runner.Leave;
import io.continuo.avro.runner.ReleaseAttempt;
import io.continuo.avro.runner.WakeRunner;
import io.continuo.command.RunnerCommand;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.id.AttemptId;
import io.continuo.wire.UndecodableException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** RunnerCommand to Avro and back; one Avro record per command. */
public final class RunnerCommandCodec implements RecordCodec<RunnerCommand> {
  @Override
  public SpecificRecord encode(RunnerCommand command) {
    return switch (command) {
      case RunnerCommand.Heartbeat(
              var incarnation,
              var version,
              var queues,
              var slots,
              var running,
              var profile) ->
          new Heartbeat(
              incarnation,
              version,
              queues,
              slots,
              running,
              RunnerTypes.encode(profile),
              profile.labels(),
              profile.images());
      case RunnerCommand.Leave(var incarnation, var handOver, var attempts) ->
          new Leave(incarnation, handOver, attempts.stream().map(AttemptId::toString).toList());
      case RunnerCommand.DrainRunner(var by, var reason) -> new DrainRunner(by, reason);
      case RunnerCommand.GuardAttempt(var attempt, var incarnation) ->
          new GuardAttempt(attempt.toString(), incarnation);
      case RunnerCommand.ReleaseAttempt(var attempt) -> new ReleaseAttempt(attempt.toString());
      case RunnerCommand.WakeRunner(var due) -> new WakeRunner(due);
    };
  }

  @Override
  public RunnerCommand decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case Heartbeat w ->
            new RunnerCommand.Heartbeat(
                w.getIncarnation(),
                w.getVersion(),
                List.copyOf(w.getQueues()),
                w.getSlots(),
                w.getRunning(),
                new RunnerProfile(RunnerTypes.decode(w.getTypes()), w.getLabels(), w.getImages()));
        case Leave w ->
            new RunnerCommand.Leave(
                w.getIncarnation(),
                w.getHandOver(),
                w.getAttempts().stream().map(AttemptId::parse).toList());
        case DrainRunner w -> new RunnerCommand.DrainRunner(w.getBy(), w.getReason());
        case GuardAttempt w ->
            new RunnerCommand.GuardAttempt(AttemptId.parse(w.getAttempt()), w.getIncarnation());
        case ReleaseAttempt w -> new RunnerCommand.ReleaseAttempt(AttemptId.parse(w.getAttempt()));
        case WakeRunner w -> new RunnerCommand.WakeRunner(w.getDue());
        default ->
            throw new UndecodableException(wire.getSchema().getFullName() + " is no RunnerCommand");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
