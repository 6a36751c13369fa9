package io.continuo.sdk.model;

import io.continuo.sdk.json.Fields;
import java.util.Optional;

/**
 * What started an execution.
 *
 * @param kind manual, schedule, landing ...
 * @param by who asked, when known
 */
public record Trigger(String kind, Optional<String> by) {
  static Trigger read(Fields fields) {
    return new Trigger(fields.text("kind").orElse(""), fields.text("by"));
  }
}
