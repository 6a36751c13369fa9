package io.continuo.event;

/** What was paused, when a workflow stands still. */
public enum PauseScope {
  WORKFLOW,
  NAMESPACE,
  INSTALLATION
}
