package io.continuo.event;

/** How a task ended for good. */
public enum TaskOutcome {
  SUCCEEDED,
  FAILED_USER,
  FAILED_PLATFORM,
  TIMED_OUT,
  CANCELLED,
  SKIPPED,
  UPSTREAM_FAILED
}
