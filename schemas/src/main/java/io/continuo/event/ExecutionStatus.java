package io.continuo.event;

/** How an execution ended for good. */
public enum ExecutionStatus {
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  CANCELLED
}
