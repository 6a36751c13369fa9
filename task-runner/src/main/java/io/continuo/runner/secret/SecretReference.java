package io.continuo.runner.secret;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which secret: two or three words such as {@code finance-db/password}. None of them is {@code .}
 * or {@code ..}, and all are of letters, digits, dot, underscore and dash.
 */
public record SecretReference(List<String> words) {
  private static final Pattern WORD = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]+");

  public SecretReference {
    words = List.copyOf(words);
    boolean sound =
        (words.size() == 2 || words.size() == 3)
            && words.stream().allMatch(word -> WORD.matcher(word).matches());
    if (!sound) {
      throw new IllegalArgumentException(
          "this is no reference to a secret: write its name and key like finance-db/password");
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static SecretReference parse(String text) {
    return new SecretReference(List.of(text.split("/", -1)));
  }

  /** Says whose it is. */
  public String owner() {
    return words.getFirst();
  }

  @Override
  public String toString() {
    return String.join("/", words);
  }
}
