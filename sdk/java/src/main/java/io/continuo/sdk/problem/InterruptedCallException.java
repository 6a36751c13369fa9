package io.continuo.sdk.problem;

/** The calling thread was interrupted while it waited; its interrupt flag is set again. */
public final class InterruptedCallException extends ContinuoException {
  public InterruptedCallException(InterruptedException cause) {
    super("interrupted while waiting for the server", cause);
    Thread.currentThread().interrupt();
  }
}
