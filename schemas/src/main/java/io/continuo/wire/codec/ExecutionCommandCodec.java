package io.continuo.wire.codec;

import io.continuo.avro.execution.CancelExecution;
import io.continuo.avro.execution.ClaimAttempt;
import io.continuo.avro.execution.FailExecution;
import io.continuo.avro.execution.GrantPermits;
import io.continuo.avro.execution.ReportAttempt;
import io.continuo.avro.execution.ReportLost;
import io.continuo.avro.execution.StartExecution;
import io.continuo.avro.execution.WakeExecution;
import io.continuo.command.ExecutionCommand;
import io.continuo.id.Digest;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** ExecutionCommand to Avro and back; one Avro record per command. */
public final class ExecutionCommandCodec implements RecordCodec<ExecutionCommand> {
  @Override
  public SpecificRecord encode(ExecutionCommand command) {
    return switch (command) {
      case ExecutionCommand.StartExecution(
              var workflow,
              var version,
              var digest,
              var partition,
              var run,
              var trigger,
              var inputs) ->
          new StartExecution(
              workflow.toString(),
              version,
              digest.toString(),
              partition.orElse(null),
              run,
              trigger,
              ValueJson.write(inputs));
      case ExecutionCommand.CancelExecution(var by, var reason) -> new CancelExecution(by, reason);
      case ExecutionCommand.GrantPermits(var task, var number, var epoch, var limit) ->
          new GrantPermits(task, number, epoch, limit);
      case ExecutionCommand.ClaimAttempt(
              var task,
              var number,
              var epoch,
              var runner,
              var confirm) ->
          new ClaimAttempt(task, number, epoch, runner.name(), runner.incarnation(), confirm);
      case ExecutionCommand.ReportAttempt report -> EndingCodec.encode(report);
      case ExecutionCommand.ReportLost(
              var task,
              var number,
              var epoch,
              var runner,
              var reason,
              var handedOver) ->
          new ReportLost(
              task, number, epoch, runner.name(), runner.incarnation(), reason, handedOver);
      case ExecutionCommand.WakeExecution(var task, var due) ->
          new WakeExecution(task.orElse(null), due);
      case ExecutionCommand.FailExecution(var reason) -> new FailExecution(reason);
    };
  }

  @Override
  public ExecutionCommand decode(SpecificRecord wire) {
    try {
      return switch (wire) {
        case StartExecution w ->
            new ExecutionCommand.StartExecution(
                WorkflowId.parse(w.getWorkflow()),
                w.getVersion(),
                new Digest(w.getDigest()),
                Optional.ofNullable(w.getPartition()),
                w.getRun(),
                w.getTrigger(),
                ValueJson.readFields(w.getInputs()));
        case CancelExecution w -> new ExecutionCommand.CancelExecution(w.getBy(), w.getReason());
        case GrantPermits w ->
            new ExecutionCommand.GrantPermits(
                w.getTask(), w.getNumber(), w.getEpoch(), w.getLimit());
        case ClaimAttempt w ->
            new ExecutionCommand.ClaimAttempt(
                w.getTask(),
                w.getNumber(),
                w.getEpoch(),
                new RunnerId(w.getRunner(), w.getIncarnation()),
                w.getConfirm());
        case ReportAttempt w -> EndingCodec.decode(w);
        case ReportLost w ->
            new ExecutionCommand.ReportLost(
                w.getTask(),
                w.getNumber(),
                w.getEpoch(),
                new RunnerId(w.getRunner(), w.getIncarnation()),
                w.getReason(),
                w.getHandedOver());
        case WakeExecution w ->
            new ExecutionCommand.WakeExecution(Optional.ofNullable(w.getTask()), w.getDue());
        case FailExecution w -> new ExecutionCommand.FailExecution(w.getReason());
        default ->
            throw new UndecodableException(
                wire.getSchema().getFullName() + " is no ExecutionCommand");
      };
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(wire.getSchema().getFullName() + ": " + e.getMessage(), e);
    }
  }
}
