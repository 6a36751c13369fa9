package io.continuo.definition;

import io.continuo.id.WorkflowId;
import io.continuo.value.InOrder;
import java.util.Map;
import java.util.Optional;

/**
 * A task registered by itself, to be shared by workflows through {@code use}.
 *
 * @param inputs what it takes; its spec refers to nothing else
 * @param task what it does, named as it is registered
 */
public record RegisteredTask(
    WorkflowId id,
    Owner owner,
    Optional<String> description,
    Map<String, Input> inputs,
    TaskDefinition task) {
  public RegisteredTask {
    inputs = InOrder.copy(inputs);
  }
}
