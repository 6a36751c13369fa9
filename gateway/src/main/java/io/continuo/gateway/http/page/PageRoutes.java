package io.continuo.gateway.http.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A page that lists executions as they change, and the OpenAPI document. */
public final class PageRoutes {
  /** Nothing from elsewhere, nothing inline, in nobody's frame. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  public void addTo(Endpoints endpoints) {
    endpoints
        .get(
            "/",
            _ ->
                file("page.html", "text/html; charset=utf-8")
                    .with("Content-Security-Policy", POLICY))
        .get("/page.js", _ -> file("page.js", "text/javascript; charset=utf-8"))
        .get("/page.css", _ -> file("page.css", "text/css; charset=utf-8"))
        .get("/openapi.yaml", _ -> file("openapi.yaml", "application/yaml"))
        .get("/openapi.json", _ -> Reply.ok(openApi()));
  }

  private static Reply file(String name, String contentType) {
    return Reply.bytes(contentType, read(name)).with("X-Content-Type-Options", "nosniff");
  }

  /** The document, from the YAML that is written by hand. */
  static JsonNode openApi() {
    return YamlJson.read(new String(read("openapi.yaml"), StandardCharsets.UTF_8));
  }

  private static byte[] read(String name) {
    try (InputStream in = PageRoutes.class.getResourceAsStream("/web/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks /web/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("/web/" + name + " cannot be read", e);
    }
  }
}
