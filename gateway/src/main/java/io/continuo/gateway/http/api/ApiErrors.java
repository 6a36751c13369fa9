package io.continuo.gateway.http.api;

import io.continuo.gateway.http.ErrorShape;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.view.query.InvalidCursorException;
import io.continuo.wire.SchemaStoreUnavailableException;
import org.apache.kafka.common.KafkaException;

/** Failures of the parts behind the API, as problems. */
public final class ApiErrors implements ErrorShape {
  private final ErrorShape problems = ErrorShape.problems();

  @Override
  public Reply reply(Throwable failure, String traceId) {
    return problems.reply(
        switch (failure) {
          case InvalidCursorException e ->
              Problem.badRequest("invalid-cursor", String.valueOf(e.getMessage())).asException();
          case KafkaException e ->
              Problem.of(
                      503,
                      "kafka-unavailable",
                      "Kafka does not take the command: " + e.getMessage())
                  .asException();
          case SchemaStoreUnavailableException e ->
              Problem.of(503, "registry-unavailable", String.valueOf(e.getMessage())).asException();
          default -> failure;
        },
        traceId);
  }
}
