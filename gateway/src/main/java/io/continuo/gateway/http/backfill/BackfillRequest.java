package io.continuo.gateway.http.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.backfill.BackfillPlanner;
import io.continuo.command.BackfillCommand;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.api.Faults;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What somebody wishes to be run again. */
record BackfillRequest(
    BackfillPlanner.Request plan,
    boolean reverse,
    int concurrency,
    Value.Fields inputs,
    boolean skipSucceeded,
    String description) {
  private static final int LONGEST = 1_000;
  private static final Set<String> FIELDS =
      Set.of(
          "from",
          "to",
          "slots",
          "reverse",
          "concurrency",
          "inputs",
          "skipSucceeded",
          "downstream",
          "maxSlots",
          "yes",
          "description");

  /** Reads the body, or throws a 422 with everything that is wrong with its form. */
  static BackfillRequest of(WorkflowId workflow, ObjectNode body) {
    Faults faults = new Faults();
    Reader reader = new Reader(body, faults);
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                faults.add("/" + name, "there is no field '" + name + "'");
              }
            });
    BackfillRequest request =
        new BackfillRequest(
            new BackfillPlanner.Request(
                workflow,
                reader.text("from"),
                reader.text("to"),
                reader.slots(),
                reader.flag("downstream"),
                reader.number("maxSlots", BackfillPlanner.DEFAULT_MAX_SLOTS, Integer.MAX_VALUE),
                reader.flag("yes")),
            reader.flag("reverse"),
            reader.number("concurrency", 1, BackfillCommand.MAX_CONCURRENCY),
            reader.inputs(),
            reader.flag("skipSucceeded"),
            reader.text("description").orElse(""));
    if (request.description().length() > LONGEST) {
      faults.add("/description", "description has at most " + LONGEST + " characters");
    }
    faults.refuse("invalid-backfill");
    return request;
  }

  /** Reads fields; one that is null is as one that is not there. */
  private record Reader(ObjectNode body, Faults faults) {
    private boolean isAbsent(String name) {
      return body.path(name).isMissingNode() || body.path(name).isNull();
    }

    Optional<String> text(String name) {
      if (!isAbsent(name) && !body.path(name).isTextual()) {
        faults.add("/" + name, name + " is text");
      }
      return Optional.ofNullable(body.path(name).textValue());
    }

    boolean flag(String name) {
      if (!isAbsent(name) && !body.path(name).isBoolean()) {
        faults.add("/" + name, name + " is true or false");
      }
      return body.path(name).booleanValue();
    }

    int number(String name, int absent, int max) {
      JsonNode node = body.path(name);
      if (isAbsent(name)) {
        return absent;
      }
      if (!node.isInt() || node.intValue() < 1 || node.intValue() > max) {
        faults.add("/" + name, name + " is a whole number from 1 to " + max);
        return absent;
      }
      return node.intValue();
    }

    List<String> slots() {
      JsonNode node = body.path("slots");
      List<String> slots = new ArrayList<>();
      if (!isAbsent("slots") && !node.isArray()) {
        faults.add("/slots", "slots is a list of labels");
      }
      for (int i = 0; i < node.size() && node.isArray(); i++) {
        if (node.get(i).isTextual()) {
          slots.add(node.get(i).textValue());
        } else {
          faults.add("/slots/" + i, "a slot is text, such as 2026-11-21");
        }
      }
      return slots;
    }

    Value.Fields inputs() {
      if (isAbsent("inputs")) {
        return Value.Fields.EMPTY;
      }
      if (!(body.path("inputs") instanceof ObjectNode object)) {
        faults.add("/inputs", "inputs is a JSON object");
        return Value.Fields.EMPTY;
      }
      try {
        return ValueJson.readFields(new String(Json.bytes(object), StandardCharsets.UTF_8));
      } catch (UndecodableException e) {
        faults.add("/inputs", String.valueOf(e.getMessage()));
        return Value.Fields.EMPTY;
      }
    }
  }
}
