package io.continuo.definition.canonical;

import io.continuo.value.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one JSON text of a value: keys sorted by UTF-16 code unit, no white space, only the escapes
 * that JSON demands. Decimals are the shortest digits that give the same double, always with a
 * fraction or an exponent, as Python's {@code repr} writes them: 0.2, 2.0, 1e+16, 1e-05.
 */
public final class CanonicalJson {
  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /**
   * Writes the value.
   *
   * @throws IllegalArgumentException for NaN and infinities, which JSON does not have
   */
  public static String text(Value value) {
    CanonicalJson writer = new CanonicalJson();
    writer.write(value);
    return writer.out.toString();
  }

  private void write(Value value) {
    switch (value) {
      case Value.Null() -> out.append("null");
      case Value.Bool(boolean bool) -> out.append(bool);
      case Value.Whole(long whole) -> out.append(whole);
      case Value.Decimal(double decimal) -> out.append(number(decimal));
      case Value.Text(String text) -> string(text);
      case Value.Items items -> items(items);
      case Value.Fields fields -> fields(fields);
    }
  }

  private void items(Value.Items items) {
    String separator = "[";
    for (Value item : items.values()) {
      out.append(separator);
      write(item);
      separator = ",";
    }
    out.append(items.values().isEmpty() ? "[]" : "]");
  }

  private void fields(Value.Fields fields) {
    String separator = "{";
    for (Map.Entry<String, Value> field : new TreeMap<>(fields.values()).entrySet()) {
      out.append(separator);
      string(field.getKey());
      out.append(':');
      write(field.getValue());
      separator = ",";
    }
    out.append(fields.isEmpty() ? "{}" : "}");
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> out.append(c < 0x20 ? "\\u%04x".formatted((int) c) : Character.toString(c));
    }
  }

  /** The text of a decimal, as described above. */
  public static String number(double decimal) {
    if (!Double.isFinite(decimal)) {
      throw new IllegalArgumentException(decimal + " is not a number of JSON");
    }
    if (decimal == 0) {
      return 1 / decimal < 0 ? "-0.0" : "0.0";
    }
    BigDecimal digits = shortest(decimal);
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = digits.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String all = digits.unscaledValue().abs().toString();
    String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
    String sign = exponent < 0 ? "-" : "+";
    return (decimal < 0 ? "-" : "") + mantissa + "e" + sign + "%02d".formatted(Math.abs(exponent));
  }

  /** Double.toString gives the shortest digits of at least two: 4.9E-324 where 5E-324 is enough. */
  private static BigDecimal shortest(double decimal) {
    BigDecimal digits = new BigDecimal(Double.toString(decimal)).stripTrailingZeros();
    BigDecimal one = digits.round(new MathContext(1));
    return one.doubleValue() == decimal ? one : digits;
  }
}
