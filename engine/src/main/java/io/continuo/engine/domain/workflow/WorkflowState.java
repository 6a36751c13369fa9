package io.continuo.engine.domain.workflow;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/**
 * A workflow (or shared task) as its events leave it.
 *
 * @param latest version, 0 before the first registration
 * @param triggered executions ever triggered; orders those below
 * @param live executions that have started and not ended, oldest first
 * @param held executions that wait to start, first in first out
 * @param keys idempotency keys of the last day, oldest first
 * @param runs number of runs by partition
 */
public record WorkflowState(
    boolean paused,
    int latest,
    long triggered,
    PMap<Integer, Version> versions,
    PMap<ExecutionId, Live> live,
    PMap<ExecutionId, Held> held,
    PMap<String, Key> keys,
    PMap<String, Integer> runs) {
  public static final WorkflowState UNREGISTERED =
      new WorkflowState(
          false,
          0,
          0,
          HashTreePMap.empty(),
          OrderedPMap.empty(),
          OrderedPMap.empty(),
          OrderedPMap.empty(),
          HashTreePMap.empty());

  /** What a version consists of. */
  public sealed interface Version {
    Digest digest();
  }

  public record WorkflowVersion(Digest digest, WorkflowDefinition definition) implements Version {}

  /** A shared task: {@code canonical} JSON, which only the gateway reads. */
  public record TaskVersion(Digest digest, String canonical) implements Version {}

  /**
   * An execution that has started.
   *
   * @param order of its trigger among all of this workflow
   * @param replaced whether it was told to make room
   */
  public record Live(long order, boolean replaced) {}

  /** An execution that waits, with all that its start needs. */
  public record Held(
      long order,
      int version,
      Digest digest,
      Optional<String> partition,
      int run,
      String kind,
      Value.Fields inputs) {}

  /** A trigger that must not start anything again. */
  public record Key(long order, ExecutionId execution, Instant at) {}

  // An ordered map finds a value at once, but looks for a key from the first to the last.

  boolean isLive(ExecutionId execution) {
    return live.get(execution) != null;
  }

  boolean isHeld(ExecutionId execution) {
    return held.get(execution) != null;
  }

  boolean remembers(String key) {
    return keys.get(key) != null;
  }

  WorkflowState paused(boolean now) {
    return new WorkflowState(now, latest, triggered, versions, live, held, keys, runs);
  }

  WorkflowState registered(int version, Version content) {
    return new WorkflowState(
        paused, version, triggered, versions.plus(version, content), live, held, keys, runs);
  }

  WorkflowState withLive(PMap<ExecutionId, Live> now) {
    return new WorkflowState(paused, latest, triggered, versions, now, held, keys, runs);
  }

  WorkflowState withHeld(PMap<ExecutionId, Held> now) {
    return new WorkflowState(paused, latest, triggered, versions, live, now, keys, runs);
  }

  WorkflowState triggered(PMap<String, Key> keysNow, PMap<String, Integer> runsNow) {
    return new WorkflowState(paused, latest, triggered + 1, versions, live, held, keysNow, runsNow);
  }
}
