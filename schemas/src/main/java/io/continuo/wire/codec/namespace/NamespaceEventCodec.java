package io.continuo.wire.codec.namespace;

import io.continuo.avro.namespace.NamespaceCommandRejected;
import io.continuo.avro.namespace.NamespaceEnrolled;
import io.continuo.avro.namespace.NamespacePaused;
import io.continuo.avro.namespace.NamespaceResumed;
import io.continuo.avro.namespace.WorkflowEnrolled;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.Recorded;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.WireEnums;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** NamespaceEvent to Avro and back; one Avro record per event. */
public final class NamespaceEventCodec implements RecordCodec<Recorded<NamespaceEvent>> {
  @Override
  public SpecificRecord encode(Recorded<NamespaceEvent> recorded) {
    String about = recorded.aggregate();
    long seq = recorded.sequence();
    String cause = recorded.cause();
    Instant at = recorded.at();
    return switch (recorded.event()) {
      case NamespaceEvent.WorkflowEnrolled(var workflow) ->
          new WorkflowEnrolled(about, seq, cause, at, workflow.toString());
      case NamespaceEvent.NamespaceEnrolled(var namespace) ->
          new NamespaceEnrolled(about, seq, cause, at, namespace);
      case NamespaceEvent.NamespacePaused(var scope, var by) ->
          new NamespacePaused(about, seq, cause, at, WireEnums.text(scope), by);
      case NamespaceEvent.NamespaceResumed(var scope, var by) ->
          new NamespaceResumed(about, seq, cause, at, WireEnums.text(scope), by);
      case NamespaceEvent.NamespaceCommandRejected(var command, var code, var message) ->
          new NamespaceCommandRejected(about, seq, cause, at, command, code, message);
    };
  }

  @Override
  public Recorded<NamespaceEvent> decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case WorkflowEnrolled w ->
            new Recorded<>(
                w.getKey(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new NamespaceEvent.WorkflowEnrolled(WorkflowId.parse(w.getWorkflow())));
        case NamespaceEnrolled w ->
            new Recorded<>(
                w.getKey(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new NamespaceEvent.NamespaceEnrolled(w.getNamespace()));
        case NamespacePaused w ->
            new Recorded<>(
                w.getKey(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new NamespaceEvent.NamespacePaused(WireEnums.scope(w.getScope()), w.getBy()));
        case NamespaceResumed w ->
            new Recorded<>(
                w.getKey(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new NamespaceEvent.NamespaceResumed(WireEnums.scope(w.getScope()), w.getBy()));
        case NamespaceCommandRejected w ->
            new Recorded<>(
                w.getKey(),
                w.getSequence(),
                w.getCause(),
                w.getAt(),
                new NamespaceEvent.NamespaceCommandRejected(
                    w.getCommand(), w.getCode(), w.getMessage()));
        default ->
            throw new UndecodableException(
                wire.getSchema().getFullName() + " is no NamespaceEvent");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
