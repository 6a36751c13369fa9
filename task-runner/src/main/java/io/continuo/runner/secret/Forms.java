package io.continuo.runner.secret;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The ways in which a task may say a secret without meaning to: itself, encoded, line by line. */
final class Forms {
  /** Shorter ones would hide too much that is none. */
  private static final int SHORTEST = 4;

  private static final int SHORTEST_LINE = 8;

  private final Set<ByteBuffer> forms = new LinkedHashSet<>();

  private Forms() {}

  /** None of a secret of less than four bytes. */
  static Set<ByteBuffer> of(byte[] secret) {
    Forms forms = new Forms();
    byte[] value = withoutLineBreak(secret);
    if (value.length >= SHORTEST) {
      forms.add(value);
      forms.base64(value);
      String text = new String(value, StandardCharsets.UTF_8);
      if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value)) {
        forms.text(text);
      }
    }
    return forms.forms;
  }

  private static byte[] withoutLineBreak(byte[] secret) {
    int end = secret.length;
    while (end > 0 && (secret[end - 1] == '\n' || secret[end - 1] == '\r')) {
      end--;
    }
    return Arrays.copyOf(secret, end);
  }

  private void text(String text) {
    String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
    String percent = form.replace("+", "%20");
    add(form);
    add(percent);
    if (percent.contains("%")) {
      add(lowerHex(form));
      add(lowerHex(percent));
    }
    add(
        text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\r", "\\r")
            .replace("\n", "\\n")
            .replace("\t", "\\t"));
    String[] lines = text.split("\r?\n", -1);
    if (lines.length > 1) {
      Arrays.stream(lines)
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST_LINE)
          .forEach(this::add);
    }
  }

  private static String lowerHex(String encoded) {
    return java.util.regex.Pattern.compile("%[0-9A-F]{2}")
        .matcher(encoded)
        .replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
  }

  /** By itself, in lines as command line tools write it, and within something longer. */
  private void base64(byte[] value) {
    String whole = Base64.getEncoder().withoutPadding().encodeToString(value);
    alphabets(whole);
    for (int width : new int[] {64, 76}) {
      for (int at = 0; whole.length() > width && at < whole.length(); at += width) {
        String line = whole.substring(at, Math.min(whole.length(), at + width));
        if (line.length() >= SHORTEST_LINE) {
          add(line);
        }
      }
    }
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + value.length];
      System.arraycopy(value, 0, shifted, before, value.length);
      String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // Of a character to which a neighbour's bits belong too, nothing is known.
      int from = (before * 8 + 5) / 6;
      int to = shifted.length * 8 / 6;
      alphabets(text.substring(from, to));
    }
  }

  private void alphabets(String text) {
    add(text);
    add(text.replace('+', '-').replace('/', '_'));
  }

  private void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte[] form) {
    if (form.length >= SHORTEST) {
      forms.add(ByteBuffer.wrap(form));
    }
  }
}
