package io.continuo.gateway.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures as problem+json; what nobody foresaw is logged under the trace id that the client sees.
 */
final class ProblemShape implements ErrorShape {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemShape.class);

  @Override
  public Reply.Full reply(Throwable failure, String traceId) {
    if (failure instanceof ProblemException expected) {
      return expected.problem().toReply(traceId);
    }
    LOG.error("a request failed unexpectedly, trace {}", traceId, failure);
    return Problem.of(
            500,
            "internal",
            "something unforeseen happened; the log of the gateway has it under this trace id")
        .toReply(traceId);
  }
}
