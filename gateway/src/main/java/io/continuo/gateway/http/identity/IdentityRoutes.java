package io.continuo.gateway.http.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Reply;
import java.util.Optional;

/** {@code whoami}: until there are roles, everybody who is let in may do everything. */
public final class IdentityRoutes {
  private final boolean asksForTokens;

  public IdentityRoutes(boolean asksForTokens) {
    this.asksForTokens = asksForTokens;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.get("/api/v1/whoami", _ -> Reply.ok(identity()));
  }

  private ObjectNode identity() {
    ObjectNode json = Json.object().put("subject", asksForTokens ? "token" : "local");
    json.putArray("roles").add("admin");
    String version = IdentityRoutes.class.getPackage().getImplementationVersion();
    return json.put("version", Optional.ofNullable(version).orElse("development"));
  }
}
