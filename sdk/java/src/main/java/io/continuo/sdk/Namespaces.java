package io.continuo.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.Pages;
import io.continuo.sdk.transport.Transport;
import java.util.stream.Stream;

/** Namespaces: look, pause, resume. */
public final class Namespaces {
  private final Transport transport;

  Namespaces(Transport transport) {
    this.transport = transport;
  }

  /**
   * A namespace and whether its workflows may start anything by themselves.
   *
   * @param json the document as the server sent it
   */
  public record Namespace(String name, boolean paused, JsonNode json) {
    static Namespace read(Fields fields) {
      return new Namespace(fields.required("namespace"), fields.flag("paused"), fields.json());
    }
  }

  public Stream<Namespace> list() {
    return new Pages(transport).stream(Call.of("GET", "namespaces"), Namespace::read);
  }

  /** No trigger of the namespace starts anything until resumed; running executions go on. */
  public Namespace pause(String namespace) {
    return patch(namespace, true);
  }

  public Namespace resume(String namespace) {
    return patch(namespace, false);
  }

  private Namespace patch(String namespace, boolean paused) {
    return transport.send(
        Call.of("PATCH", "namespaces", namespace).json(Json.object().put("paused", paused)),
        Namespace::read);
  }
}
