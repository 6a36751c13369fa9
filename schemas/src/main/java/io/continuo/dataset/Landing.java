package io.continuo.dataset;

import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/**
 * The news that a partition of a dataset is there.
 *
 * @param id of the news: the same from the same source again is the same landing, another lands the
 *     partition anew
 * @param source who says it: a URI, or the producing workflow
 * @param partition label; empty for a dataset without partitions
 * @param uri where the data lies
 * @param time when it landed, by the source's clock; for people
 * @param producer the execution that produced it
 */
public record Landing(
    String id,
    String source,
    Optional<String> partition,
    Optional<String> uri,
    Optional<Instant> time,
    Optional<Producer> producer) {
  /** Longest id and source that are taken, in characters. */
  public static final int MAX_LENGTH = 512;

  /** The execution whose work it is. */
  public record Producer(WorkflowId workflow, ExecutionId execution) {}
}
