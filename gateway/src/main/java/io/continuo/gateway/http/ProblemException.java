package io.continuo.gateway.http;

/** Carries a problem to the place where problems become replies. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false); // no stack: it is an answer, not a failure
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
