package io.continuo.cli.command.define;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.cli.output.Cell;
import io.continuo.cli.output.Colour;
import io.continuo.cli.output.View;
import io.continuo.sdk.Registration;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.model.RegisteredTask;
import io.continuo.sdk.model.Workflow;
import java.util.List;

/**
 * A line of the answer to {@code register}.
 *
 * @param json what the server sent, and the file it came from
 */
record Registered(
    String file, String kind, QualifiedName name, int version, boolean created, JsonNode json) {
  static final View<Registered> VIEW =
      new View<>(
          List.of("KIND", "NAME", "VERSION", "RESULT", "FILE"),
          line -> line.name().toString(),
          Registered::json,
          (line, now) ->
              List.of(
                  Cell.of(line.kind()),
                  Cell.of(line.name()),
                  Cell.of(line.version()),
                  new Cell(line.result(), line.created() ? Colour.GOOD : Colour.FAINT),
                  Cell.of(line.file())));

  static Registered workflow(String file, Registration<Workflow> answer) {
    Workflow workflow = answer.version();
    JsonNode json = json(file, "workflow", answer.created(), workflow.json());
    return new Registered(
        file, "workflow", workflow.id(), workflow.version(), answer.created(), json);
  }

  static Registered task(String file, Registration<RegisteredTask> answer) {
    RegisteredTask task = answer.version();
    JsonNode json = json(file, "task", answer.created(), task.json());
    return new Registered(file, "task", task.id(), task.version(), answer.created(), json);
  }

  private static JsonNode json(String file, String kind, boolean created, JsonNode answer) {
    ObjectNode more = ((ObjectNode) answer).deepCopy();
    more.remove("definition");
    return more.put("file", file).put("kind", kind).put("created", created);
  }

  private String result() {
    return created ? "registered" : "unchanged";
  }
}
