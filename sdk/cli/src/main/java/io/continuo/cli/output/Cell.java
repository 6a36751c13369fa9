package io.continuo.cli.output;

import java.time.Instant;
import java.util.Optional;

/**
 * One field of a table.
 *
 * @param text never with a line break
 */
public record Cell(String text, Colour colour) {
  private static final int LONGEST = 80;

  public static Cell of(Object value) {
    return new Cell(oneLine(value.toString()), Colour.NONE);
  }

  public static Cell of(Optional<?> value) {
    return value.map(Cell::of).orElse(new Cell("-", Colour.FAINT));
  }

  public static Cell status(String word) {
    return new Cell(word, Colour.ofStatus(word));
  }

  /** How long ago. */
  public static Cell ago(Optional<Instant> then, Instant now) {
    return of(then.map(time -> Times.ago(time, now)));
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
