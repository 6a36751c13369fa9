package io.continuo.sdk.problem;

import java.util.List;

/** The server understood the call and said no. */
public final class ProblemException extends ContinuoException {
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.sentence());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  /** The HTTP status. */
  public int status() {
    return problem.status();
  }

  /** The machine-readable word for what went wrong, empty when the server gave none. */
  public String code() {
    return problem.code();
  }

  /** Every single thing wrong with the request, in the order of the document. */
  public List<Problem.Detail> errors() {
    return problem.errors();
  }
}
