package io.continuo.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.json.Fields;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.Transport;

/** The whole installation: pause and resume everything. */
public final class Installation {
  private final Transport transport;

  Installation(Transport transport) {
    this.transport = transport;
  }

  /**
   * Whether anything may start by itself.
   *
   * @param json the document as the server sent it
   */
  public record State(boolean paused, JsonNode json) {
    static State read(Fields fields) {
      return new State(fields.flag("paused"), fields.json());
    }
  }

  public State get() {
    return transport.send(Call.of("GET", "installation"), State::read);
  }

  /** No trigger starts anything anywhere until resumed; running executions go on. */
  public State pause() {
    return patch(true);
  }

  public State resume() {
    return patch(false);
  }

  private State patch(boolean paused) {
    return transport.send(
        Call.of("PATCH", "installation").json(Json.object().put("paused", paused)), State::read);
  }
}
