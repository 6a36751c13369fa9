package io.continuo.wire.codec.namespace;

import io.continuo.avro.namespace.EnrollNamespace;
import io.continuo.avro.namespace.EnrollWorkflow;
import io.continuo.avro.namespace.PauseNamespace;
import io.continuo.avro.namespace.ResumeNamespace;
import io.continuo.command.NamespaceCommand;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.WireEnums;
import org.apache.avro.specific.SpecificRecord;

/** NamespaceCommand to Avro and back; one Avro record per command. */
public final class NamespaceCommandCodec implements RecordCodec<NamespaceCommand> {
  @Override
  public SpecificRecord encode(NamespaceCommand command) {
    return switch (command) {
      case NamespaceCommand.EnrollWorkflow(var workflow) -> new EnrollWorkflow(workflow.toString());
      case NamespaceCommand.EnrollNamespace(var namespace) -> new EnrollNamespace(namespace);
      case NamespaceCommand.PauseNamespace(var scope, var by) ->
          new PauseNamespace(WireEnums.text(scope), by);
      case NamespaceCommand.ResumeNamespace(var scope, var by) ->
          new ResumeNamespace(WireEnums.text(scope), by);
    };
  }

  @Override
  public NamespaceCommand decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case EnrollWorkflow w ->
            new NamespaceCommand.EnrollWorkflow(WorkflowId.parse(w.getWorkflow()));
        case EnrollNamespace w -> new NamespaceCommand.EnrollNamespace(w.getNamespace());
        case PauseNamespace w ->
            new NamespaceCommand.PauseNamespace(WireEnums.scope(w.getScope()), w.getBy());
        case ResumeNamespace w ->
            new NamespaceCommand.ResumeNamespace(WireEnums.scope(w.getScope()), w.getBy());
        default ->
            throw new UndecodableException(
                wire.getSchema().getFullName() + " is no NamespaceCommand");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
