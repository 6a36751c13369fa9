package io.continuo.runner.secret;

import io.continuo.runner.launch.Secrets;
import io.continuo.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hides the secrets of one attempt in what it says; its log is for {@link MaskedLog}. Secrets of
 * less than four bytes are not hidden.
 */
public final class Mask {
  /** Hides nothing. */
  public static final Mask NONE = new Mask(List.of(), false);

  /** Hides everything but line breaks, for when the secrets themselves are not known any more. */
  public static final Mask ALL = new Mask(List.of(), true);

  static final byte HIDDEN = '*';
  private static final String HIDDEN_TEXT = "***";

  private final List<Needle> needles;
  private final boolean all;

  private Mask(List<Needle> needles, boolean all) {
    this.needles = needles;
    this.all = all;
  }

  public static Mask of(Secrets secrets) {
    Set<ByteBuffer> forms = new LinkedHashSet<>();
    secrets
        .env()
        .values()
        .forEach(it -> forms.addAll(Forms.of(it.getBytes(StandardCharsets.UTF_8))));
    secrets.files().values().forEach(it -> forms.addAll(Forms.of(it)));
    return forms.isEmpty()
        ? NONE
        : new Mask(forms.stream().map(Stretch::copy).map(Needle::new).toList(), false);
  }

  /**
   * Marks every byte of every secret in the text.
   *
   * @return how many bytes at the end may be the beginning of one more
   */
  int mark(byte[] text, boolean[] hidden) {
    if (all) {
      for (int i = 0; i < text.length; i++) {
        hidden[i] = text[i] != '\n';
      }
    }
    int open = 0;
    for (Needle needle : needles) {
      open = Math.max(open, needle.mark(text, hidden));
    }
    return open;
  }

  /** A message with {@code ***} for every secret in it. */
  public String text(String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    boolean[] hidden = new boolean[text.length];
    mark(text, hidden);
    var out = new ByteArrayOutputStream(text.length);
    for (int i = 0; i < text.length; i++) {
      if (!hidden[i]) {
        out.write(text[i]);
      } else if (i == 0 || !hidden[i - 1]) {
        out.writeBytes(HIDDEN_TEXT.getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The same of outputs: names, texts, and numbers that are a secret. */
  public Value.Fields fields(Value.Fields outputs) {
    Map<String, Value> masked = new LinkedHashMap<>();
    outputs.values().forEach((name, value) -> masked.put(text(name), value(value)));
    return new Value.Fields(masked);
  }

  private Value value(Value value) {
    return switch (value) {
      case Value.Text(String text) -> Value.of(text(text));
      case Value.Items(List<Value> items) ->
          new Value.Items(items.stream().map(this::value).toList());
      case Value.Fields fields -> fields(fields);
      case Value.Whole(long whole) -> number(value, Long.toString(whole));
      case Value.Decimal(double decimal) -> number(value, Double.toString(decimal));
      case Value.Bool b -> b;
      case Value.Null n -> n;
    };
  }

  private Value number(Value number, String text) {
    return text(text).equals(text) ? number : Value.of(HIDDEN_TEXT);
  }
}
