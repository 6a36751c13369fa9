package io.continuo.definition.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant to write. */
public final class Suggestion {
  private static final int MAX_CANDIDATES = 2_000;

  private Suggestion() {}

  /**
   * The nearest of the known names, if it is near: about one slip in three letters
   * (Damerau-Levenshtein).
   */
  public static Optional<String> nearest(String written, Collection<String> known) {
    int limit = Math.max(1, written.length() / 3);
    return known.stream()
        .limit(MAX_CANDIDATES)
        .map(
            name ->
                new Guess(
                    name,
                    distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
        .filter(guess -> guess.distance() <= limit && guess.distance() < written.length())
        .min(Comparator.comparingInt(Guess::distance).thenComparing(Guess::name))
        .map(Guess::name);
  }

  /** {@code : did you mean 'x'?}, or otherwise what the known names are. */
  public static String cure(String written, String kinds, Collection<String> known) {
    Optional<String> near = nearest(written, known);
    if (near.isPresent()) {
      return ": did you mean '" + near.get() + "'?";
    }
    if (known.isEmpty()) {
      return ": there are no " + kinds;
    }
    String list = String.join(", ", known.stream().limit(30).toList());
    return ": " + kinds + " are " + list + (known.size() > 30 ? ", ..." : "");
  }

  private record Guess(String name, int distance) {}

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        row[j] =
            i == 0 || j == 0
                ? i + j
                : Math.min(last[j - 1] + cost(a, b, i, j), Math.min(last[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && cost(a, b, i, j - 1) + cost(a, b, i - 1, j) == 0) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }

  private static int cost(String a, String b, int i, int j) {
    return a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
  }
}
