package io.continuo.sdk.model;

import io.continuo.sdk.json.Fields;
import java.time.Instant;
import java.util.Optional;

/**
 * One try at a task.
 *
 * @param number from 1
 * @param epoch counts dispatches of this attempt; above 1 after a runner was lost
 * @param outcome empty while it runs
 * @param budget who is charged: {@code user} or {@code platform}
 * @param message why it ended as it did, in words
 */
public record Attempt(
    int number,
    int epoch,
    Optional<String> runner,
    Optional<String> outcome,
    Optional<String> budget,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Integer> exitCode,
    Optional<String> message) {

  static Attempt read(Fields fields) {
    return new Attempt(
        (int) fields.number("number", 1),
        (int) fields.number("epoch", 1),
        fields.text("runner"),
        fields.text("outcome"),
        fields.text("budget"),
        fields.time("startedAt"),
        fields.time("endedAt"),
        fields.integer("exitCode"),
        fields.text("message"));
  }
}
