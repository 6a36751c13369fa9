package io.continuo.gateway.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.view.query.Page;
import java.util.function.Function;

/** Pages as the API shows them. */
public final class Lists {
  private Lists() {}

  /** {@code {"items": [...], "nextCursor": "..." | null}}. */
  public static <T> Reply page(Page<T> page, Function<T, JsonNode> json) {
    ObjectNode body = Json.object();
    ArrayNode items = body.putArray("items");
    page.items().forEach(item -> items.add(json.apply(item)));
    page.next()
        .ifPresentOrElse(next -> body.put("nextCursor", next), () -> body.putNull("nextCursor"));
    return Reply.ok(body);
  }
}
