package io.continuo.sdk.problem;

import java.net.URI;

/**
 * Something answered, but not with what the gateway's API promises: most often a wrong URL or a
 * proxy.
 */
public final class UnreadableAnswerException extends ContinuoException {
  public UnreadableAnswerException(URI asked, IllegalArgumentException cause) {
    super(asked + " did not answer like a Continuo gateway: " + cause.getMessage(), cause);
  }
}
