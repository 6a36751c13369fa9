package io.continuo.sdk.problem;

/**
 * A call that did not succeed: refused by the server ({@link ProblemException}) or not answered at
 * all.
 */
public abstract sealed class ContinuoException extends RuntimeException
    permits InterruptedCallException,
        ProblemException,
        UnreachableException,
        UnreadableAnswerException {
  ContinuoException(String message) {
    super(message);
  }

  ContinuoException(String message, Throwable cause) {
    super(message, cause);
  }
}
