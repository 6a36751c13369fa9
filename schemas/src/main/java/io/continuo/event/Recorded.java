package io.continuo.event;

import java.time.Instant;

/**
 * An event as it stands in the log of its aggregate.
 *
 * @param aggregate key of the aggregate: an execution id, {@code namespace/name}, a runner's name
 * @param sequence position in the life of this aggregate, from 1 without a gap
 * @param cause id of the command that led to it
 * @param at time of that command
 */
public record Recorded<E>(String aggregate, long sequence, String cause, Instant at, E event) {}
