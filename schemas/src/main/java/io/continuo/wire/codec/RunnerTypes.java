package io.continuo.wire.codec;

import io.continuo.avro.runner.TaskType;
import io.continuo.dispatch.RunnerProfile;
import java.util.List;
import java.util.Optional;

/** The task types in a runner's profile; a type without a schema has an empty one on the wire. */
final class RunnerTypes {
  private RunnerTypes() {}

  static List<TaskType> encode(RunnerProfile profile) {
    return profile.types().stream()
        .map(type -> new TaskType(type.name(), type.schema().orElse("")))
        .toList();
  }

  static List<RunnerProfile.TaskType> decode(List<TaskType> types) {
    return types.stream()
        .map(
            type ->
                new RunnerProfile.TaskType(
                    type.getName(),
                    Optional.of(type.getSchema$()).filter(schema -> !schema.isEmpty())))
        .toList();
  }
}
