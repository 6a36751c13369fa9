package io.continuo.wire.codec;

import io.continuo.avro.workflow.ExecutionFinished;
import io.continuo.avro.workflow.ExecutionReleased;
import io.continuo.avro.workflow.ExecutionReplaced;
import io.continuo.avro.workflow.ExecutionSkipped;
import io.continuo.avro.workflow.ExecutionTriggered;
import io.continuo.avro.workflow.FollowerAdded;
import io.continuo.avro.workflow.FollowerRemoved;
import io.continuo.avro.workflow.LandingIgnored;
import io.continuo.avro.workflow.LandingJoined;
import io.continuo.avro.workflow.ScheduleSet;
import io.continuo.avro.workflow.SkippedStatus;
import io.continuo.avro.workflow.SlotDue;
import io.continuo.avro.workflow.SlotSkipped;
import io.continuo.avro.workflow.SlotWaiting;
import io.continuo.avro.workflow.SlotsPassed;
import io.continuo.avro.workflow.TaskRegistered;
import io.continuo.avro.workflow.WorkflowCommandRejected;
import io.continuo.avro.workflow.WorkflowPaused;
import io.continuo.avro.workflow.WorkflowRegistered;
import io.continuo.avro.workflow.WorkflowResumed;
import io.continuo.event.Recorded;
import io.continuo.event.WorkflowEvent;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.ValueJson;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** WorkflowEvent to Avro and back; one Avro record per event. */
public final class WorkflowEventCodec implements RecordCodec<Recorded<WorkflowEvent>> {
  @Override
  public SpecificRecord encode(Recorded<WorkflowEvent> recorded) {
    String about = recorded.aggregate();
    long seq = recorded.sequence();
    String cause = recorded.cause();
    Instant at = recorded.at();
    return switch (recorded.event()) {
      case WorkflowEvent.WorkflowRegistered(var version, var digest, var definition) ->
          new WorkflowRegistered(
              about, seq, cause, at, version, digest.toString(), DefinitionText.write(definition));
      case WorkflowEvent.TaskRegistered(var version, var digest, var canonical) ->
          new TaskRegistered(about, seq, cause, at, version, digest.toString(), canonical);
      case WorkflowEvent.ExecutionTriggered(
              var execution,
              var key,
              var kind,
              var origin,
              var slot,
              var version,
              var digest,
              var partition,
              var run,
              var inputs,
              var held) ->
          new ExecutionTriggered(
              about,
              seq,
              cause,
              at,
              execution.toString(),
              key,
              kind,
              version,
              digest.toString(),
              partition.orElse(null),
              run,
              ValueJson.write(inputs),
              held,
              origin,
              slot.orElse(null));
      case WorkflowEvent.ExecutionReleased(var execution) ->
          new ExecutionReleased(about, seq, cause, at, execution.toString());
      case WorkflowEvent.ExecutionSkipped(var execution, var status, var reason) ->
          new ExecutionSkipped(
              about,
              seq,
              cause,
              at,
              execution.toString(),
              SkippedStatus.valueOf(status.name()),
              reason);
      case WorkflowEvent.ExecutionReplaced(var execution, var by) ->
          new ExecutionReplaced(about, seq, cause, at, execution.toString(), by.toString());
      case WorkflowEvent.ExecutionFinished(var execution, var status) ->
          new ExecutionFinished(
              about, seq, cause, at, execution.toString(), WireEnums.encode(status));
      case WorkflowEvent.WorkflowPaused(var by, var scope) ->
          new WorkflowPaused(about, seq, cause, at, by, WireEnums.text(scope));
      case WorkflowEvent.WorkflowResumed(var by, var scope) ->
          new WorkflowResumed(about, seq, cause, at, by, WireEnums.text(scope));
      case WorkflowEvent.ScheduleSet(var schedule, var order) ->
          new ScheduleSet(about, seq, cause, at, schedule, order.toString());
      case WorkflowEvent.SlotDue(
              var schedule,
              var slot,
              var partition,
              var order,
              var nominal,
              var late) ->
          new SlotDue(
              about,
              seq,
              cause,
              at,
              schedule,
              slot,
              partition.orElse(null),
              order.toString(),
              nominal,
              late);
      case WorkflowEvent.SlotsPassed(
              var schedule,
              var first,
              var last,
              var count,
              var order,
              var status,
              var reason) ->
          new SlotsPassed(
              about,
              seq,
              cause,
              at,
              schedule,
              first,
              last,
              count,
              order.toString(),
              WireEnums.text(status),
              reason);
      case WorkflowEvent.SlotSkipped(var slot, var reason) ->
          new SlotSkipped(about, seq, cause, at, slot, reason);
      case WorkflowEvent.SlotWaiting(var slot) -> new SlotWaiting(about, seq, cause, at, slot);
      case WorkflowEvent.LandingJoined(
              var slot,
              var dataset,
              var partition,
              var timezone,
              var landing,
              var number) ->
          new LandingJoined(
              about,
              seq,
              cause,
              at,
              slot,
              dataset,
              partition.orElse(null),
              timezone.getId(),
              landing,
              number);
      case WorkflowEvent.LandingIgnored(
              var slot,
              var dataset,
              var partition,
              var landing,
              var reason,
              var number) ->
          new LandingIgnored(
              about,
              seq,
              cause,
              at,
              slot,
              dataset,
              partition.orElse(null),
              landing,
              reason,
              number);
      case WorkflowEvent.FollowerAdded(var follower, var on) ->
          new FollowerAdded(about, seq, cause, at, follower.toString(), on);
      case WorkflowEvent.FollowerRemoved(var follower) ->
          new FollowerRemoved(about, seq, cause, at, follower.toString());
      case WorkflowEvent.WorkflowCommandRejected(var command, var code, var message) ->
          new WorkflowCommandRejected(about, seq, cause, at, command, code, message);
    };
  }

  @Override
  public Recorded<WorkflowEvent> decode(SpecificRecord wire) {
    return WorkflowEventReader.read(wire);
  }
}
