package io.continuo.gateway.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as CloudEvents 1.0 describes it, its attributes checked.
 *
 * @param place JSON pointer of the event in the request: empty, or /0 in a batch
 * @param data missing when it has none
 */
public record CloudEvent(
    String place,
    String id,
    String source,
    String type,
    Optional<String> subject,
    Optional<Instant> time,
    JsonNode data) {}
