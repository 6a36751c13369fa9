package io.continuo.wire.codec;

import io.continuo.avro.dispatch.TaskLaunch;
import io.continuo.definition.TaskOptions;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The ready-task command, to Avro and back. */
public final class TaskLaunchCodec implements RecordCodec<io.continuo.dispatch.TaskLaunch> {
  @Override
  public SpecificRecord encode(io.continuo.dispatch.TaskLaunch launch) {
    return new TaskLaunch(
        launch.attempt().execution().toString(),
        launch.attempt().task(),
        launch.attempt().number(),
        launch.attempt().epoch(),
        launch.queue(),
        launch.workflow().toString(),
        launch.version(),
        launch.partition().orElse(null),
        launch.trigger(),
        launch.type(),
        ValueJson.write(launch.spec()),
        ValueJson.write(launch.inputs()),
        launch.declaresOutputs(),
        launch.secrets().stream().map(TaskOptions.Secret::toString).toList());
  }

  @Override
  public io.continuo.dispatch.TaskLaunch decode(SpecificRecord wire) {
    if (!(wire instanceof TaskLaunch w)) {
      throw new UndecodableException(wire.getSchema().getFullName() + " is no TaskLaunch");
    }
    try {
      return new io.continuo.dispatch.TaskLaunch(
          new AttemptId(
              ExecutionId.parse(w.getExecution()), w.getTask(), w.getNumber(), w.getEpoch()),
          w.getQueue(),
          WorkflowId.parse(w.getWorkflow()),
          w.getVersion(),
          Optional.ofNullable(w.getPartition()),
          w.getTrigger(),
          w.getType(),
          ValueJson.readFields(w.getSpec()),
          ValueJson.readFields(w.getInputs()),
          w.getDeclaresOutputs(),
          w.getSecrets().stream().map(TaskOptions.Secret::parse).toList());
    } catch (IllegalArgumentException e) {
      throw new UndecodableException("TaskLaunch: " + e.getMessage(), e);
    }
  }
}
