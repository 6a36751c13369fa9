package io.continuo.gateway.http.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.ErrorShape;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.ProblemException;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.registry.RegistryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures as Confluent's clients expect them: {@code error_code} and {@code message}. */
public final class RegistryShape implements ErrorShape {
  static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private static final Logger LOG = LoggerFactory.getLogger(RegistryShape.class);

  @Override
  public Reply reply(Throwable failure, String traceId) {
    return switch (failure) {
      case RegistryException told ->
          error(told.fault().status(), told.fault().code(), told.message());
      case ProblemException told -> error(422, 422, told.problem().detail());
      default -> {
        LOG.error(
            "a request to the schema registry failed unexpectedly, trace {}", traceId, failure);
        yield error(
            500,
            50001,
            "something unforeseen happened; the log of the gateway has it as trace " + traceId);
      }
    };
  }

  private static Reply error(int status, int code, String message) {
    ObjectNode body = Json.object().put("error_code", code).put("message", message);
    return Reply.json(status, CONTENT_TYPE, body);
  }
}
