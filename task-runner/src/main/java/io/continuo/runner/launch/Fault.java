package io.continuo.runner.launch;

/** Whose budget of attempts a failure is charged to. */
public enum Fault {
  /** The task or its definition: a retry costs one of the user's attempts. */
  USER,
  /** Runner, daemon, image pull, disk: retried at the platform's cost. */
  PLATFORM
}
