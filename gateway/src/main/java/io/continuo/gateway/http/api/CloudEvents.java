package io.continuo.gateway.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.dataset.Landing;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads the CloudEvents of a request, whichever of the three ways of HTTP they came. */
public final class CloudEvents {
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String JSON = "application/json";
  private static final String HEADER = "ce-";

  private final Faults faults;

  private CloudEvents(Faults faults) {
    this.faults = faults;
  }

  /** The events of a request; what is wrong with them is noted, and those are left out. */
  public static List<CloudEvent> of(Call call, Faults faults) {
    CloudEvents events = new CloudEvents(faults);
    String type = call.header("Content-Type").orElse("").split(";", 2)[0].strip();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case ONE -> events.structured("", call.json()).stream().toList();
      case BATCH -> events.batch(call);
      default -> {
        if (call.header(HEADER + "specversion").isPresent()) {
          yield events.binary(call).stream().toList();
        }
        if (type.equals(JSON) && call.json().has("specversion")) {
          yield events.structured("", call.json()).stream().toList();
        }
        throw Problem.of(
                415,
                "unsupported-media-type",
                "send a CloudEvent: Content-Type "
                    + ONE
                    + " or "
                    + BATCH
                    + ", or its attributes as ce- headers with JSON as the body")
            .asException();
      }
    };
  }

  private List<CloudEvent> batch(Call call) {
    List<CloudEvent> events = new ArrayList<>();
    JsonNode body = body(call);
    if (!(body instanceof ArrayNode array)) {
      faults.add("", "a batch is a JSON array of events");
      return events;
    }
    for (int i = 0; i < array.size(); i++) {
      String place = "/" + i;
      if (array.get(i) instanceof ObjectNode event) {
        structured(place, event).ifPresent(events::add);
      } else {
        faults.add(place, "an event is a JSON object");
      }
    }
    return events;
  }

  private Optional<CloudEvent> structured(String place, ObjectNode event) {
    Function<String, Optional<String>> attributes =
        name -> {
          JsonNode value = event.path(name);
          if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            faults.add(place + "/" + name, name + " is text");
          }
          return Optional.ofNullable(value.textValue());
        };
    return event(place, attributes, data(place, event));
  }

  private JsonNode data(String place, ObjectNode event) {
    JsonNode encoded = event.path("data_base64");
    if (!encoded.isTextual()) {
      return event.path("data");
    }
    try {
      return Json.parse(Base64.getDecoder().decode(encoded.textValue()));
    } catch (IOException | IllegalArgumentException e) {
      faults.add(place + "/data_base64", "the data is not JSON in base64");
      return MissingNode.getInstance();
    }
  }

  /** Values of headers are percent-encoded. */
  private Optional<CloudEvent> binary(Call call) {
    Function<String, Optional<String>> attributes =
        name -> call.header(HEADER + name).flatMap(value -> decoded(name, value));
    return event("", attributes, call.body().length == 0 ? MissingNode.getInstance() : body(call));
  }

  private Optional<String> decoded(String name, String value) {
    try {
      return Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      faults.add("/" + name, "header " + HEADER + name + " is not percent-encoded");
      return Optional.empty();
    }
  }

  private Optional<CloudEvent> event(
      String place, Function<String, Optional<String>> attributes, JsonNode data) {
    Optional<String> version = attributes.apply("specversion");
    if (!version.equals(Optional.of("1.0"))) {
      faults.add(place + "/specversion", "specversion is \"1.0\"");
    }
    Optional<String> id = required(place, "id", attributes);
    Optional<String> source = required(place, "source", attributes);
    Optional<String> type = required(place, "type", attributes);
    Optional<Instant> time = attributes.apply("time").flatMap(text -> time(place, text));
    return id.isPresent() && source.isPresent() && type.isPresent()
        ? Optional.of(
            new CloudEvent(
                place,
                id.get(),
                source.get(),
                type.get(),
                attributes.apply("subject").filter(text -> !text.isEmpty()),
                time,
                data))
        : Optional.empty();
  }

  private Optional<String> required(
      String place, String name, Function<String, Optional<String>> attributes) {
    Optional<String> value = attributes.apply(name).filter(text -> !text.isBlank());
    if (value.isEmpty()) {
      faults.add(place + "/" + name, "the event has no " + name);
    } else if (value.get().length() > Landing.MAX_LENGTH) {
      faults.add(
          place + "/" + name, name + " is longer than " + Landing.MAX_LENGTH + " characters");
    }
    return value;
  }

  private Optional<Instant> time(String place, String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      faults.add(place + "/time", "'" + text + "' is no time: write it like 2026-11-21T05:00:00Z");
      return Optional.empty();
    }
  }

  private static JsonNode body(Call call) {
    try {
      return Json.parse(call.body());
    } catch (IOException e) {
      throw Problem.badRequest("invalid-body", "the body is not JSON: " + e.getMessage())
          .asException();
    }
  }
}
