package io.continuo.definition;

/**
 * A dataset that a workflow reads.
 *
 * @param partition which of its partitions belong to one of the workflow's: {@code same}, {@code
 *     lag(1)}, {@code all}
 */
public record Consumed(String dataset, String partition) {
  public static final String SAME = "same";
}
