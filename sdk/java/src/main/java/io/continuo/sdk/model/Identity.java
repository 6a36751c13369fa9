package io.continuo.sdk.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import java.util.List;
import java.util.Optional;

/**
 * Who the server takes the caller for.
 *
 * @param subject a name, for example the token's subject
 * @param roles what the caller may do
 * @param version the server's version
 * @param json the document as the server sent it
 */
public record Identity(
    String subject, List<String> roles, Optional<String> version, JsonNode json) {
  public Identity {
    roles = List.copyOf(roles);
  }

  public static Identity read(Fields fields) {
    return new Identity(
        fields.required("subject"), fields.texts("roles"), fields.text("version"), fields.json());
  }
}
