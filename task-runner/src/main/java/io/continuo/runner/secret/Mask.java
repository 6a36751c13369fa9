package io.continuo.runner.secret;

import io.continuo.runner.launch.Secrets;
import io.continuo.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hides the secrets of one attempt in what it says. Secrets of less than four bytes are not hidden.
 * Without state of its own: the same bytes in the same pieces, or in others, come out the same.
 */
public final class Mask {
  /** Hides nothing. */
  public static final Mask NONE = new Mask(List.of(), false);

  /** Hides everything but line breaks, for when the secrets themselves are not known any more. */
  public static final Mask ALL = new Mask(List.of(), true);

  private static final byte HIDDEN = '*';
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
        : new Mask(forms.stream().map(Mask::bytes).map(Needle::new).toList(), false);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /**
   * Bytes of a log that cannot be shown yet, because they may begin a secret.
   *
   * @param hidden how many of the first ones belong to a secret that began before them
   */
  public record Held(ByteBuffer bytes, int hidden) {
    public static final Held NOTHING = new Held(ByteBuffer.allocate(0), 0);

    public boolean isEmpty() {
      return !bytes.hasRemaining();
    }
  }

  /**
   * The next piece of a log as it may be shown.
   *
   * @param shown follows what was shown before, and is as long as what it stands for
   * @param held comes before the piece after this one
   */
  public record Piece(ByteBuffer shown, Held held) {}

  /**
   * The next piece of a log.
   *
   * @param last whether the log ends with it, so that nothing is held any more
   */
  public Piece next(Held before, ByteBuffer bytes, boolean last) {
    byte[] text = new byte[before.bytes().remaining() + bytes.remaining()];
    before.bytes().duplicate().get(text, 0, before.bytes().remaining());
    bytes.duplicate().get(text, before.bytes().remaining(), bytes.remaining());
    boolean[] hidden = new boolean[text.length];
    Arrays.fill(hidden, 0, before.hidden(), true);
    int open = mark(text, hidden);
    int shown = last ? text.length : text.length - open;
    Held held = held(text, hidden, shown);
    for (int i = 0; i < shown; i++) {
      if (hidden[i]) {
        text[i] = HIDDEN;
      }
    }
    return new Piece(ByteBuffer.wrap(text, 0, shown), held);
  }

  private static Held held(byte[] text, boolean[] hidden, int from) {
    if (from == text.length) {
      return Held.NOTHING;
    }
    int to = from;
    while (to < text.length && hidden[to]) {
      to++;
    }
    return new Held(ByteBuffer.wrap(Arrays.copyOfRange(text, from, text.length)), to - from);
  }

  private int mark(byte[] text, boolean[] hidden) {
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
