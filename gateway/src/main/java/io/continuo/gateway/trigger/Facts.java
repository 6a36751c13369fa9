package io.continuo.gateway.trigger;

import java.util.List;

/**
 * What the expressions of a trigger may refer to.
 *
 * @param body the name of what the event carries
 * @param others names of what is known about it besides
 */
public record Facts(String body, List<String> others) {
  /** Of a CloudEvent. */
  public static final Facts WEBHOOK =
      new Facts("data", List.of("id", "source", "type", "subject", "time"));

  /** Of a record of a topic. */
  public static final Facts KAFKA =
      new Facts("value", List.of("key", "headers", "topic", "partition", "offset", "timestamp"));

  public Facts {
    others = List.copyOf(others);
  }
}
