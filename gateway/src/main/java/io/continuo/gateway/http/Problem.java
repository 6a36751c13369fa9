package io.continuo.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a call was not done (RFC 9457).
 *
 * @param status HTTP status
 * @param code stable word for programs, such as {@code not-found}
 * @param detail what is wrong, where, and what to do
 * @param errors every single fault of the input, for a 422
 */
public record Problem(int status, String code, String detail, List<Fault> errors) {
  /** One fault: a JSON pointer into the input, and the line where it stands when that is known. */
  public record Fault(String pointer, Optional<Integer> line, String message) {
    /** Adds it to a list of faults. */
    public void addTo(ArrayNode list) {
      ObjectNode one = list.addObject();
      one.put("pointer", pointer);
      line.ifPresent(number -> one.put("line", number));
      one.put("message", message);
    }
  }

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad request"),
          Map.entry(401, "Not authenticated"),
          Map.entry(403, "Not allowed"),
          Map.entry(404, "Not found"),
          Map.entry(405, "Method not allowed"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(412, "Precondition failed"),
          Map.entry(413, "Body too large"),
          Map.entry(415, "Unsupported media type"),
          Map.entry(416, "Range not satisfiable"),
          Map.entry(422, "Invalid"),
          Map.entry(429, "Too many"),
          Map.entry(500, "Internal error"),
          Map.entry(503, "Not available"),
          Map.entry(504, "No answer in time"));

  public Problem {
    errors = List.copyOf(errors);
  }

  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of());
  }

  public static Problem badRequest(String code, String detail) {
    return of(400, code, detail);
  }

  public static Problem notFound(String what) {
    return of(404, "not-found", what);
  }

  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The one place where a problem becomes bytes. */
  Reply.Full toReply(String traceId) {
    ObjectNode json = Json.object();
    json.put("type", "urn:continuo:problem:" + code);
    json.put("title", TITLES.getOrDefault(status, "Problem"));
    json.put("status", status);
    json.put("detail", detail);
    json.put("code", code);
    ArrayNode list = json.putArray("errors");
    errors.forEach(fault -> fault.addTo(list));
    json.put("traceId", traceId);
    return Reply.json(status, "application/problem+json", json);
  }
}
