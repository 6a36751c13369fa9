package io.continuo.gateway.http;

/** How failures look to the clients of a group of routes. */
@FunctionalInterface
public interface ErrorShape {
  Reply reply(Throwable failure, String traceId);

  /** RFC 9457, for everything but the schema registry. */
  static ErrorShape problems() {
    return new ProblemShape();
  }
}
