package io.continuo.gateway.log;

import io.continuo.gateway.follow.Progress;

/**
 * Logs, and how much of them is here.
 *
 * @param progress with what is stored
 * @param arrivals whether that is all there is
 */
public record StoredLogs(LogStore store, Progress progress, LogArrivals arrivals) {}
