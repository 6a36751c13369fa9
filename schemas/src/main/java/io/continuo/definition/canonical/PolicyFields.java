package io.continuo.definition.canonical;

import io.continuo.definition.policy.Backoff;
import io.continuo.definition.policy.ExitCodes;
import io.continuo.definition.policy.OnTaskFailure;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.policy.Timeouts;
import io.continuo.value.Value;
import java.util.Map;
import java.util.Set;

/** Retries, timeouts, overlap and failure as fields. */
final class PolicyFields {
  private PolicyFields() {}

  static Value retry(RetryPolicy retry) {
    RetryPolicy usual = RetryPolicy.DEFAULT;
    return new FieldsWriter()
        .unless(usual.attempts(), "attempts", retry.attempts(), PolicyFields::number)
        .unless(usual.backoff(), "backoff", retry.backoff(), PolicyFields::backoff)
        .unless(usual.exitCodes(), "exitCodes", retry.exitCodes(), PolicyFields::exitCodes)
        .unless(
            usual.blockedDelay(),
            "blockedDelay",
            retry.blockedDelay(),
            delay -> Value.of(delay.toString()))
        .unless(
            usual.platformAttempts(),
            "platformAttempts",
            retry.platformAttempts(),
            PolicyFields::number)
        .written();
  }

  static Value number(Integer number) {
    return Value.of((long) number);
  }

  /** Whole, once it differs at all: what one field leaves out could depend on another. */
  private static Value backoff(Backoff backoff) {
    return new FieldsWriter()
        .put("first", backoff.first().toString())
        .put("factor", Value.of(backoff.factor()))
        .put("max", backoff.max().toString())
        .put("jitter", Value.of(backoff.jitter()))
        .written();
  }

  private static Value exitCodes(ExitCodes codes) {
    return new FieldsWriter()
        .unless(ExitCodes.DEFAULT.success(), "success", codes.success(), PolicyFields::codes)
        .unless(Set.of(), "blocked", codes.blocked(), PolicyFields::codes)
        .unless(Set.of(), "fatal", codes.fatal(), PolicyFields::codes)
        .unless(Set.of(), "retry", codes.retry(), PolicyFields::codes)
        .written();
  }

  private static Value codes(Set<Integer> codes) {
    return FieldsWriter.items(codes, PolicyFields::number);
  }

  static Value timeouts(Timeouts timeouts) {
    return new FieldsWriter()
        .duration("queued", timeouts.queued())
        .duration("attempt", timeouts.attempt())
        .duration("total", timeouts.total())
        .written();
  }

  static Value overlap(OverlapPolicy overlap) {
    FieldsWriter fields = new FieldsWriter().put("policy", overlap.kind().text());
    if (overlap.kind() != OverlapPolicy.Kind.ALLOW) {
      fields.unless(1, "max", overlap.max(), PolicyFields::number);
    }
    return fields.text("key", overlap.key()).written();
  }

  static Value onFailure(OnTaskFailure policy) {
    return switch (policy) {
      case OnTaskFailure.Fail() -> Value.of("fail");
      case OnTaskFailure.Skip() -> Value.of("skip");
      case OnTaskFailure.Default(Value.Fields outputs) ->
          new Value.Fields(Map.of("default", outputs));
      case OnTaskFailure.Run(String task) -> new Value.Fields(Map.of("run", Value.of(task)));
    };
  }
}
