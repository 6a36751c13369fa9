package io.continuo.definition.policy;

/** What becomes of the rest of an execution when one of its tasks has failed for good. */
public enum OnWorkflowFailure {
  /** Running tasks are stopped. */
  ABORT("abort"),
  /** Running tasks end; nothing new starts. */
  FINISH_RUNNING("finishRunning"),
  /** All tasks that do not depend on the failed one run to their end. */
  FINISH_INDEPENDENT("finishIndependent");

  private final String text;

  OnWorkflowFailure(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
