package io.continuo.sdk.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.util.List;
import java.util.Optional;

/**
 * A refusal as RFC 9457 words it.
 *
 * @param code what went wrong as one word for programs, empty when the server gave none
 * @param errors every problem of the request's document
 * @param traceId finds this request in the server's log
 */
public record Problem(
    int status,
    String title,
    String detail,
    String code,
    List<Detail> errors,
    Optional<String> traceId) {

  /**
   * One thing that is wrong, and where.
   *
   * @param pointer JSON pointer into the document, empty for the whole
   * @param line 1-based line of the document as it was sent, when the server knows it
   */
  public record Detail(String pointer, Optional<Integer> line, String message) {
    public static Detail read(Fields fields) {
      return new Detail(
          fields.text("pointer").orElse(""),
          fields.integer("line"),
          fields.text("message").orElse(""));
    }
  }

  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * Reads a problem document; anything else (a proxy's page) becomes a problem with the bare
   * status.
   */
  public static Problem read(int status, JsonNode json) {
    Fields fields = new Fields(json);
    return new Problem(
        status,
        fields.text("title").orElse("HTTP " + status),
        fields.text("detail").orElse(""),
        fields.text("code").orElse(""),
        fields.list("errors", Detail::read),
        fields.text("traceId"));
  }

  /** Title and detail in one sentence. */
  public String sentence() {
    return detail.isBlank() ? title : title + ": " + detail;
  }
}
