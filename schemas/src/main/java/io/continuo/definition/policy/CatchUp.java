package io.continuo.definition.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the slots that were missed, while nothing could run, are run afterwards.
 *
 * @param n at most so many, the latest ones
 */
public record CatchUp(Kind kind, int n) {
  public static final CatchUp NONE = new CatchUp(Kind.NONE, 0);
  public static final CatchUp LATEST = new CatchUp(Kind.LATEST, 1);
  public static final CatchUp ALL = new CatchUp(Kind.ALL, Integer.MAX_VALUE);

  private static final Pattern LAST = Pattern.compile("last\\(([1-9][0-9]{0,4})\\)");

  /** How many of them. */
  public enum Kind {
    NONE,
    LATEST,
    ALL,
    LAST
  }

  public static CatchUp last(int n) {
    return new CatchUp(Kind.LAST, n);
  }

  /** Reads none, latest, all or last(n); empty when the text is none of them. */
  public static Optional<CatchUp> parse(String text) {
    Matcher last = LAST.matcher(text);
    if (last.matches()) {
      return Optional.of(last(Integer.parseInt(last.group(1))));
    }
    return switch (text) {
      case "none" -> Optional.of(NONE);
      case "latest" -> Optional.of(LATEST);
      case "all" -> Optional.of(ALL);
      default -> Optional.empty();
    };
  }

  /** As the language writes it: last(3). */
  public String text() {
    return kind == Kind.LAST ? "last(" + n + ")" : kind.name().toLowerCase(Locale.ROOT);
  }
}
