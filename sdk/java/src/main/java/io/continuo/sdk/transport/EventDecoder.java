package io.continuo.sdk.transport;

import java.time.Duration;
import java.util.Optional;

/** Lines of a text/event-stream to events, as the HTML standard (section 9.2.6) interprets them. */
final class EventDecoder {
  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private String id;
  private Optional<Duration> reconnect = Optional.empty();

  EventDecoder(String lastId) {
    this.id = lastId;
  }

  /** Takes one line without its end; an empty line completes an event. */
  Optional<ServerEvent> line(String line) {
    if (line.isEmpty()) {
      return complete();
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    take(field, value.startsWith(" ") ? value.substring(1) : value);
    return Optional.empty();
  }

  /** The id to resume from: that of the last event which had one. */
  String lastId() {
    return id;
  }

  /** The pause that the server wishes before a reconnect. */
  Optional<Duration> reconnectAfter() {
    return reconnect;
  }

  private void take(String field, String value) {
    switch (field) {
      case "data" -> data.append(value).append('\n');
      case "event" -> type = value;
      case "id" -> id = value;
      case "retry" -> reconnect = milliseconds(value).or(() -> reconnect);
      default -> {
        // Comments (heartbeats) have the empty field name; unknown fields are to be ignored.
      }
    }
  }

  private Optional<ServerEvent> complete() {
    String text = data.toString();
    String name = type.isEmpty() ? "message" : type;
    data.setLength(0);
    type = "";
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServerEvent(id, name, text.substring(0, text.length() - 1)));
  }

  private static Optional<Duration> milliseconds(String value) {
    return value.matches("\\d{1,9}")
        ? Optional.of(Duration.ofMillis(Long.parseLong(value)))
        : Optional.empty();
  }
}
