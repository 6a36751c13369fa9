package io.continuo.id;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One run of a workflow. The id is a name-based UUID of (workflow, slot, run), so the same trigger
 * delivered twice is the same execution.
 */
public record ExecutionId(UUID value) {

  /**
   * The id of a run.
   *
   * @param slot the partition label, or the idempotency key of a run without partition
   * @param run 1 for the first run of the slot
   */
  public static ExecutionId of(WorkflowId workflow, String slot, int run) {
    String name = workflow + "\n" + slot + "\n" + run;
    return new ExecutionId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  public static ExecutionId parse(String text) {
    return new ExecutionId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
