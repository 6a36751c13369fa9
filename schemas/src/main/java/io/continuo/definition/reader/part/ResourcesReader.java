package io.continuo.definition.reader.part;

import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a task may use of its machine, in the notation of Kubernetes. */
final class ResourcesReader {
  private static final String BYTES = "[0-9]+(\\.[0-9]{1,3})?(Ki|Mi|Gi|Ti|k|K|M|G|T)?";

  private record Amount(String name, String pattern, String example) {}

  private static final List<Amount> AMOUNTS =
      List.of(
          new Amount("cpu", "[0-9]+(\\.[0-9]{1,3}|m)?", "'0.5' or 500m"),
          new Amount("memory", BYTES, "512Mi or 2Gi"),
          new Amount("shm", BYTES, "64Mi or 1Gi"),
          new Amount("ephemeralStorage", BYTES, "512Mi or 2Gi"),
          new Amount("pids", "[1-9][0-9]{0,6}", "a whole number such as 64"),
          new Amount("gpu", "[1-9][0-9]{0,2}", "a whole number such as 1"));

  private ResourcesReader() {}

  static Map<String, Value> resources(Place place) {
    Map<String, Value> resources = new LinkedHashMap<>();
    Form form = place.form("the resources");
    for (Amount amount : AMOUNTS) {
      form.take(amount.name())
          .ifPresent(
              at ->
                  at.raw()
                      .ifPresent(text -> resources.put(amount.name(), checked(at, amount, text))));
    }
    form.take("ulimits").ifPresent(at -> resources.put("ulimits", ulimits(at)));
    form.close();
    return resources;
  }

  private static Value checked(Place place, Amount amount, String text) {
    if (!text.matches(amount.pattern())) {
      place.problem(
          "'%s' is not an amount of %s: write %s".formatted(text, amount.name(), amount.example()));
    }
    return Value.of(text);
  }

  private static Value ulimits(Place place) {
    Map<String, Value> ulimits = new LinkedHashMap<>();
    place
        .named("limits, such as { nofile: 1024 }")
        .forEach((name, at) -> limit(at).ifPresent(limit -> ulimits.put(name, limit)));
    return new Value.Fields(ulimits);
  }

  private static Optional<Value> limit(Place place) {
    if (!place.isMapping()) {
      return whole(place);
    }
    Form both = place.form("a limit");
    Map<String, Value> limits = new LinkedHashMap<>();
    both.require("soft", "soft: 1024")
        .flatMap(ResourcesReader::whole)
        .ifPresent(soft -> limits.put("soft", soft));
    both.require("hard", "hard: 4096")
        .flatMap(ResourcesReader::whole)
        .ifPresent(hard -> limits.put("hard", hard));
    both.close();
    return Optional.of(new Value.Fields(limits));
  }

  private static Optional<Value> whole(Place place) {
    return place.integer(-1, Integer.MAX_VALUE).map(limit -> Value.of(limit.longValue()));
  }
}
