package io.continuo.gateway.http.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.api.Faults;
import io.continuo.gateway.view.query.limit.LimitSummary;
import java.util.Set;

/** What a limit shall be. */
record LimitSetting(int permits, double backfillShare, String description) {
  private static final int MOST_PERMITS = 1_000_000;
  private static final double USUAL_SHARE = 0.5;
  private static final int LONGEST = 1_000;
  private static final Set<String> FIELDS = Set.of("permits", "backfillShare", "description");

  /** Reads the body, or throws a 422 with everything that is wrong. */
  static LimitSetting of(ObjectNode body) {
    Faults faults = new Faults();
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                faults.add(
                    "/" + name,
                    "there is no field '" + name + "': give permits, backfillShare, description");
              }
            });
    JsonNode permits = body.path("permits");
    if (!permits.isInt() || permits.intValue() < 0 || permits.intValue() > MOST_PERMITS) {
      faults.add(
          "/permits", "permits is a whole number from 0, which closes the limit, to 1,000,000");
    }
    JsonNode share = body.path("backfillShare");
    double part = share.isNumber() ? share.doubleValue() : USUAL_SHARE;
    if ((!isAbsent(share) && !share.isNumber()) || part < 0 || part > 1) {
      faults.add("/backfillShare", "backfillShare is a number from 0 to 1");
    }
    JsonNode description = body.path("description");
    if ((!isAbsent(description) && !description.isTextual())
        || description.asText("").length() > LONGEST) {
      faults.add("/description", "description is a text of at most " + LONGEST + " characters");
    }
    faults.refuse("invalid-limit");
    return new LimitSetting(
        permits.intValue(), part, description.isTextual() ? description.textValue() : "");
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  boolean isSo(LimitSummary limit) {
    return limit.says(permits, backfillShare, description);
  }
}
