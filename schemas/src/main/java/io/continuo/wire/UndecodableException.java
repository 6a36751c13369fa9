package io.continuo.wire;

/**
 * Bytes or a record that do not say anything in our language; the message is the reason on the dead
 * letter.
 */
public final class UndecodableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    super(message);
  }

  public UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
