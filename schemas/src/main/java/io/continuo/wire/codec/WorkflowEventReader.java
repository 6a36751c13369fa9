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
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The decoding half of {@link WorkflowEventCodec}. */
final class WorkflowEventReader {
  private WorkflowEventReader() {}

  static Recorded<WorkflowEvent> read(SpecificRecord wire) {
    try {
      return switch (wire) {
        case WorkflowRegistered w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.WorkflowRegistered(
                    w.getVersion(),
                    new Digest(w.getDigest()),
                    DefinitionText.read(w.getDefinition())));
        case TaskRegistered w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.TaskRegistered(
                    w.getVersion(), new Digest(w.getDigest()), w.getDefinition()));
        case ExecutionTriggered w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionTriggered(
                    ExecutionId.parse(w.getExecution()),
                    w.getKey(),
                    w.getKind(),
                    w.getOrigin(),
                    Optional.ofNullable(w.getSlot()),
                    w.getVersion(),
                    new Digest(w.getDigest()),
                    Optional.ofNullable(w.getPartition()),
                    w.getRun(),
                    ValueJson.readFields(w.getInputs()),
                    w.getHeld()));
        case ExecutionReleased w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionReleased(ExecutionId.parse(w.getExecution())));
        case ExecutionSkipped w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionSkipped(
                    ExecutionId.parse(w.getExecution()),
                    WorkflowEvent.ExecutionStatusSkipped.valueOf(w.getStatus().name()),
                    w.getReason()));
        case ExecutionReplaced w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionReplaced(
                    ExecutionId.parse(w.getExecution()), ExecutionId.parse(w.getBy())));
        case ExecutionFinished w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ExecutionFinished(
                    ExecutionId.parse(w.getExecution()), WireEnums.decode(w.getStatus())));
        case WorkflowPaused w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.WorkflowPaused(w.getBy(), WireEnums.scope(w.getScope())));
        case WorkflowResumed w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.WorkflowResumed(w.getBy(), WireEnums.scope(w.getScope())));
        case ScheduleSet w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.ScheduleSet(w.getSchedule(), LocalDateTime.parse(w.getOrder())));
        case SlotDue w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.SlotDue(
                    w.getSchedule(),
                    w.getSlot(),
                    Optional.ofNullable(w.getPartition()),
                    LocalDateTime.parse(w.getOrder()),
                    w.getNominal(),
                    w.getLate()));
        case SlotsPassed w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.SlotsPassed(
                    w.getSchedule(),
                    w.getFirst(),
                    w.getLast(),
                    w.getCount(),
                    LocalDateTime.parse(w.getOrder()),
                    WorkflowEvent.PassedStatus.valueOf(w.getStatus().toUpperCase(Locale.ROOT)),
                    w.getReason()));
        case SlotSkipped w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.SlotSkipped(w.getSlot(), w.getReason()));
        case SlotWaiting w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.SlotWaiting(w.getSlot()));
        case LandingJoined w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.LandingJoined(
                    w.getSlot(),
                    w.getDataset(),
                    Optional.ofNullable(w.getPartition()),
                    WireEnums.zone(w.getTimezone()),
                    w.getLanding(),
                    w.getNumber()));
        case LandingIgnored w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.LandingIgnored(
                    w.getSlot(),
                    w.getDataset(),
                    Optional.ofNullable(w.getPartition()),
                    w.getLanding(),
                    w.getReason(),
                    w.getNumber()));
        case FollowerAdded w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.FollowerAdded(WorkflowId.parse(w.getFollower()), w.getOn()));
        case FollowerRemoved w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.FollowerRemoved(WorkflowId.parse(w.getFollower())));
        case WorkflowCommandRejected w ->
            new Recorded<>(
                w.getWorkflow(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new WorkflowEvent.WorkflowCommandRejected(
                    w.getCommand(), w.getCode(), w.getMessage()));
        default ->
            throw new UndecodableException(wire.getSchema().getFullName() + " is no WorkflowEvent");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
