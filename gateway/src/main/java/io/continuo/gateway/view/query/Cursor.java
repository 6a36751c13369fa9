package io.continuo.gateway.view.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The place behind the last item of a page, opaque to clients. */
public final class Cursor {
  private static final String SEPARATOR = "\n";

  private Cursor() {}

  public static String of(String... parts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The parts of a cursor.
   *
   * @throws InvalidCursorException when it is not one that this list gave out
   */
  public static List<String> parse(String cursor, int parts) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      List<String> found = List.of(text.split(SEPARATOR, -1));
      if (found.size() == parts) {
        return found;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new InvalidCursorException(cursor);
  }

  /** A part that is a number. */
  public static long number(String part, String cursor) {
    try {
      return Long.parseLong(part);
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(cursor);
    }
  }
}
