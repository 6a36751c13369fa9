package io.continuo.wire.codec;

import io.continuo.avro.runner.AttemptGuarded;
import io.continuo.avro.runner.AttemptLost;
import io.continuo.avro.runner.AttemptReleased;
import io.continuo.avro.runner.RunnerCommandRejected;
import io.continuo.avro.runner.RunnerDraining;
import io.continuo.avro.runner.RunnerJoined;
import io.continuo.avro.runner.RunnerLeft;
import io.continuo.avro.runner.RunnerLost;
import io.continuo.avro.runner.RunnerSeen;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.event.Recorded;
import io.continuo.event.RunnerEvent;
import io.continuo.id.AttemptId;
import io.continuo.wire.UndecodableException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** RunnerEvent to Avro and back; one Avro record per event. */
public final class RunnerEventCodec implements RecordCodec<Recorded<RunnerEvent>> {
  @Override
  public SpecificRecord encode(Recorded<RunnerEvent> recorded) {
    String about = recorded.aggregate();
    long seq = recorded.sequence();
    String cause = recorded.cause();
    Instant at = recorded.at();
    return switch (recorded.event()) {
      case RunnerEvent.RunnerJoined(
              var incarnation,
              var version,
              var queues,
              var slots,
              var profile) ->
          new RunnerJoined(
              about,
              seq,
              cause,
              at,
              incarnation,
              version,
              queues,
              slots,
              RunnerTypes.encode(profile),
              profile.labels(),
              profile.images());
      case RunnerEvent.RunnerSeen(var incarnation, var running) ->
          new RunnerSeen(about, seq, cause, at, incarnation, running);
      case RunnerEvent.RunnerLeft(var incarnation, var handOver) ->
          new RunnerLeft(about, seq, cause, at, incarnation, handOver);
      case RunnerEvent.RunnerLost(var incarnation) ->
          new RunnerLost(about, seq, cause, at, incarnation);
      case RunnerEvent.RunnerDraining(var incarnation, var reason) ->
          new RunnerDraining(about, seq, cause, at, incarnation, reason);
      case RunnerEvent.AttemptGuarded(var attempt, var incarnation) ->
          new AttemptGuarded(about, seq, cause, at, attempt.toString(), incarnation);
      case RunnerEvent.AttemptReleased(var attempt) ->
          new AttemptReleased(about, seq, cause, at, attempt.toString());
      case RunnerEvent.AttemptLost(var attempt, var incarnation, var reason) ->
          new AttemptLost(about, seq, cause, at, attempt.toString(), incarnation, reason);
      case RunnerEvent.RunnerCommandRejected(var command, var code, var message) ->
          new RunnerCommandRejected(about, seq, cause, at, command, code, message);
    };
  }

  @Override
  public Recorded<RunnerEvent> decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case RunnerJoined w ->
            new Recorded<>(
                w.getRunner(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new RunnerEvent.RunnerJoined(
                    w.getIncarnation(),
                    w.getVersion(),
                    List.copyOf(w.getQueues()),
                    w.getSlots(),
                    new RunnerProfile(
                        RunnerTypes.decode(w.getTypes()), w.getLabels(), w.getImages())));
        case RunnerSeen w ->
            new Recorded<>(
                w.getRunner(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new RunnerEvent.RunnerSeen(w.getIncarnation(), w.getRunning()));
        case RunnerLeft w ->
            new Recorded<>(
                w.getRunner(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new RunnerEvent.RunnerLeft(w.getIncarnation(), w.getHandOver()));
        case RunnerLost w ->
            new Recorded<>(
                w.getRunner(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new RunnerEvent.RunnerLost(w.getIncarnation()));
        case RunnerDraining w ->
            new Recorded<>(
                w.getRunner(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new RunnerEvent.RunnerDraining(w.getIncarnation(), w.getReason()));
        case AttemptGuarded w ->
            new Recorded<>(
                w.getRunner(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new RunnerEvent.AttemptGuarded(
                    AttemptId.parse(w.getAttempt()), w.getIncarnation()));
        case AttemptReleased w ->
            new Recorded<>(
                w.getRunner(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new RunnerEvent.AttemptReleased(AttemptId.parse(w.getAttempt())));
        case AttemptLost w ->
            new Recorded<>(
                w.getRunner(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new RunnerEvent.AttemptLost(
                    AttemptId.parse(w.getAttempt()), w.getIncarnation(), w.getReason()));
        case RunnerCommandRejected w ->
            new Recorded<>(
                w.getRunner(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new RunnerEvent.RunnerCommandRejected(w.getCommand(), w.getCode(), w.getMessage()));
        default ->
            throw new UndecodableException(wire.getSchema().getFullName() + " is no RunnerEvent");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
