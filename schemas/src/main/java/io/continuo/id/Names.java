package io.continuo.id;

import java.util.regex.Pattern;

/**
 * What a namespace, workflow, task or runner may be called: a DNS-like label, so that it can name a
 * container.
 */
public final class Names {
  /** Upper bound of a name, in characters. */
  public static final int MAX_LENGTH = 63;

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?");

  private Names() {}

  public static boolean isValid(String name) {
    return name.length() <= MAX_LENGTH && NAME.matcher(name).matches();
  }

  /** Returns the name, or throws with a sentence that says what a name of this kind looks like. */
  static String require(String kind, String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          kind
              + " '"
              + name
              + "' is not a name: use 1 to 63 lower-case letters, digits, '-', '_' or '.'");
    }
    return name;
  }
}
