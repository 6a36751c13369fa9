package io.continuo.runner.launch.kubernetes;

import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The {@code resources} of a task: what it asks for is both requested and its limit, so that a task
 * is neither squeezed out by others nor squeezes them.
 */
final class ResourceSpec {
  private static final Pattern QUANTITY =
      Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:m|k|K|[MGTP]|[KMGTP]i)?");
  private static final Map<String, String> NAMES =
      Map.of(
          "cpu", "cpu",
          "memory", "memory",
          "gpu", "nvidia.com/gpu",
          "ephemeralStorage", "ephemeral-storage");

  private ResourceSpec() {}

  static void layOver(Container container, Spec task) throws LaunchException {
    Spec spec = task.section("resources");
    Map<String, Quantity> asked = new LinkedHashMap<>();
    for (String field : spec.fields().values().keySet()) {
      String name = NAMES.get(field);
      if (name == null) {
        throw spec.wrong(
            field, "means nothing in a cluster; known are " + new TreeSet<>(NAMES.keySet()));
      }
      Optional<String> text = spec.optionalText(field);
      if (text.isPresent()) {
        asked.put(name, quantity(spec, field, text.get()));
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    ResourceRequirements all =
        Objects.requireNonNullElseGet(container.getResources(), ResourceRequirements::new);
    all.setRequests(over(all.getRequests(), asked));
    all.setLimits(over(all.getLimits(), asked));
    container.setResources(all);
  }

  private static Map<String, Quantity> over(
      Map<String, Quantity> template, Map<String, Quantity> asked) {
    Map<String, Quantity> all = new LinkedHashMap<>(Objects.requireNonNullElse(template, Map.of()));
    all.putAll(asked);
    return all;
  }

  private static Quantity quantity(Spec spec, String field, String text) throws LaunchException {
    if (!QUANTITY.matcher(text).matches()) {
      throw spec.wrong(field, "is not a quantity: '" + text + "'; write 500m, 2, 512Mi or 2Gi");
    }
    if (field.equals("gpu") && !text.matches("[0-9]+")) {
      throw spec.wrong(field, "must be a whole number, not '" + text + "'");
    }
    return new Quantity(text.endsWith("K") ? text.substring(0, text.length() - 1) + "k" : text);
  }
}
