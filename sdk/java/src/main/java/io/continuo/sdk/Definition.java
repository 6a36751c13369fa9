package io.continuo.sdk;

import io.continuo.sdk.transport.Call;

/**
 * The text of a workflow or task definition, sent as written so that the server's line numbers are
 * the author's.
 *
 * @param contentType {@code application/yaml} or {@code application/json}
 */
public record Definition(String contentType, String text) {

  public static Definition yaml(String text) {
    return new Definition("application/yaml", text);
  }

  public static Definition json(String text) {
    return new Definition("application/json", text);
  }

  Call.Body body() {
    return new Call.Body(contentType, text);
  }
}
