package io.continuo.event;

/**
 * Why an attempt ended without success; it decides which budget pays and whether a retry makes
 * sense.
 */
public enum FailureKind {
  /** The task's own failure: a non-zero exit code, bad outputs. Charged to the user budget. */
  ERROR,
  /** An exit code that the definition calls fatal: no retry. */
  FATAL,
  /** An exit code that the definition calls blocked: try again later, nothing charged. */
  BLOCKED,
  /** The queued or attempt timeout. Charged to the user budget. */
  TIMED_OUT,
  /** The runner or the machinery under it failed. Charged to the platform budget. */
  PLATFORM,
  /** Its runner went and left it to others: tried again at once, nothing charged. */
  HANDED_OVER,
  /** Stopped on purpose. Never retried. */
  CANCELLED
}
