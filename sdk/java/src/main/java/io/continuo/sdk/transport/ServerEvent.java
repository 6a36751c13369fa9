package io.continuo.sdk.transport;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Json;

/**
 * One server-sent event.
 *
 * @param id where a stream resumes after this event, empty when the server gave none
 * @param type the event's name, {@code message} when the server gave none
 * @param data its text, lines joined by a line feed
 */
public record ServerEvent(String id, String type, String data) {

  /**
   * The data as JSON.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public JsonNode json() {
    return Json.parse(data);
  }
}
