package io.continuo.sdk.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.util.List;
import java.util.Optional;

/**
 * What a backfill would run; nothing has been started.
 *
 * @param total slots of all steps
 * @param steps one for each workflow, in the order in which they would run
 * @param json the document as the server sent it
 */
public record BackfillPlan(long total, List<Step> steps, JsonNode json) {

  /**
   * The slots of one workflow.
   *
   * @param workflow as namespace/name
   * @param count how many slots
   * @param because why it takes part; empty for the workflow that was asked for
   */
  public record Step(
      String workflow,
      long count,
      Optional<String> from,
      Optional<String> to,
      List<Because> because,
      JsonNode json) {
    public Step {
      because = List.copyOf(because);
    }

    static Step read(Fields fields) {
      return new Step(
          fields.required("workflow"),
          fields.number("count", 0),
          fields.text("from"),
          fields.text("to"),
          fields.list("because", Because::read),
          fields.json());
    }
  }

  /** A workflow above, and the dataset it re-produces. */
  public record Because(String workflow, String dataset) {
    static Because read(Fields fields) {
      return new Because(fields.text("workflow").orElse(""), fields.text("dataset").orElse(""));
    }
  }

  public BackfillPlan {
    steps = List.copyOf(steps);
  }

  static BackfillPlan read(Fields fields) {
    return new BackfillPlan(
        fields.number("total", 0), fields.list("steps", Step::read), fields.json());
  }
}
