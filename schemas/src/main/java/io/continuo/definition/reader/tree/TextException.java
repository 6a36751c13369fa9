package io.continuo.definition.reader.tree;

import io.continuo.definition.problem.Problem;

/** The text is not YAML or JSON, or not one that we take: nothing after that place can be read. */
public final class TextException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  TextException(Pointer pointer, int line, String message) {
    super(message);
    this.problem = new Problem(Problem.Kind.INVALID, pointer.toString(), line, message);
  }

  public Problem problem() {
    return problem;
  }
}
