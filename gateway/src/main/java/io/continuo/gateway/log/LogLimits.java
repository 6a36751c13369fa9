package io.continuo.gateway.log;

import java.time.Duration;

/**
 * How much of the past a gateway keeps.
 *
 * @param retention of a log after it was last written to
 * @param maxBytes of all logs together; the oldest go first
 */
public record LogLimits(Duration retention, long maxBytes) {}
