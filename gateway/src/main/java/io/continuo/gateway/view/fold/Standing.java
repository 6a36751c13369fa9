package io.continuo.gateway.view.fold;

import io.continuo.event.ExecutionStatus;

/** Status of an execution as the API says it, in the order of life. */
public enum Standing {
  QUEUED(0, "queued"),
  RUNNING(1, "running"),
  CANCELLING(2, "cancelling"),
  SUCCEEDED(3, "succeeded"),
  FAILED(3, "failed"),
  TIMED_OUT(3, "timed-out"),
  CANCELLED(3, "cancelled"),
  SKIPPED(3, "skipped");

  private final int rank;
  private final String text;

  Standing(int rank, String text) {
    this.rank = rank;
    this.text = text;
  }

  int rank() {
    return rank;
  }

  public String text() {
    return text;
  }

  /** Whether nothing follows. */
  public boolean isEnd() {
    return rank == 3;
  }

  static Standing of(ExecutionStatus status) {
    return switch (status) {
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case TIMED_OUT -> TIMED_OUT;
      case CANCELLED -> CANCELLED;
    };
  }
}
