package io.continuo.runner.launch.container.spec;

import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts in the notation of Kubernetes: {@code 500m}, {@code 2}, {@code 512Mi}. */
final class Quantity {
  private static final Pattern PATTERN = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(m|[KMGT]i?|k)?");
  private static final Map<String, Long> UNITS =
      Map.of(
          "k",
          1000L,
          "K",
          1000L,
          "M",
          1000_000L,
          "G",
          1000_000_000L,
          "T",
          1000_000_000_000L,
          "Ki",
          1L << 10,
          "Mi",
          1L << 20,
          "Gi",
          1L << 30,
          "Ti",
          1L << 40);

  private Quantity() {}

  static Optional<BigDecimal> of(Spec spec, String field) throws LaunchException {
    Optional<String> text = spec.optionalText(field);
    return text.isEmpty() ? Optional.empty() : Optional.of(parse(spec, field, text.get()));
  }

  private static BigDecimal parse(Spec spec, String field, String text) throws LaunchException {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw spec.wrong(field, "is not a quantity: '" + text + "'; write 500m, 2, 512Mi or 2Gi");
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(2);
    if (unit == null) {
      return number;
    }
    return unit.equals("m")
        ? number.movePointLeft(3)
        : number.multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)));
  }
}
