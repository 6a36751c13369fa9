package io.continuo.sdk.problem;

import java.net.URI;

/** No answer came: nothing listens there, the connection broke, or the time was up. */
public final class UnreachableException extends ContinuoException {
  public UnreachableException(URI server, Throwable cause) {
    super("no answer from " + server + " (" + reason(cause) + ")", cause);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName().replace("Exception", "");
    return message == null || message.isBlank() ? name : name + ": " + message;
  }
}
