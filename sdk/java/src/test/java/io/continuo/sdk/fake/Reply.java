package io.continuo.sdk.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What the fake answers. */
public sealed interface Reply {

  /** A whole document. */
  record Document(int status, JsonNode json) implements Reply {}

  /** Anything that is not JSON, for example a proxy's page. */
  record Page(int status, String contentType, String text) implements Reply {}

  /** An answer that is written while things happen. */
  record Live(String contentType, Writer writer) implements Reply {}

  /** The connection closes without a word. */
  record Nothing() implements Reply {}

  /** Writes to a connection until it returns; to throw is to drop the connection in the middle. */
  interface Writer {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  static Reply ok(JsonNode json) {
    return new Document(200, json);
  }

  static Reply problem(int status, String code, String detail) {
    return new Document(status, problemJson(status, code, detail));
  }

  static ObjectNode problemJson(int status, String code, String detail) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return json.put("type", "about:blank")
        .put("title", code.replace('-', ' '))
        .put("status", status)
        .put("code", code)
        .put("detail", detail);
  }

  static Reply notFound(String what) {
    return problem(404, "not-found", "there is no " + what);
  }

  static Reply list(List<? extends JsonNode> items, String nextCursor) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("items").addAll(items);
    if (nextCursor.isEmpty()) {
      json.putNull("nextCursor");
    } else {
      json.put("nextCursor", nextCursor);
    }
    return ok(json);
  }
}
