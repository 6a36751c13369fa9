package io.continuo.sdk.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.sdk.json.Json;
import java.util.Optional;

/**
 * What a limit shall be, as a whole; immutable.
 *
 * @param permits 0 to 1,000,000; 0 closes it
 * @param backfillShare the part of the permits that backfills may take together, 0 to 1
 */
public record LimitSetting(long permits, double backfillShare, Optional<String> description) {
  static final double USUAL_SHARE = 0.5;

  /** With the usual share for backfills, a half. */
  public static LimitSetting of(long permits) {
    return new LimitSetting(permits, USUAL_SHARE, Optional.empty());
  }

  /** Everything as it is. */
  public static LimitSetting like(Limit limit) {
    return new LimitSetting(limit.permits(), limit.backfillShare(), limit.description());
  }

  public LimitSetting permits(long number) {
    return new LimitSetting(number, backfillShare, description);
  }

  public LimitSetting backfillShare(double share) {
    return new LimitSetting(permits, share, description);
  }

  public LimitSetting description(String text) {
    return new LimitSetting(permits, backfillShare, Optional.of(text));
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("permits", permits).put("backfillShare", backfillShare);
    description.ifPresent(text -> json.put("description", text));
    return json;
  }
}
