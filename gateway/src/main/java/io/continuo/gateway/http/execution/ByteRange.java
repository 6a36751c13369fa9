package io.continuo.gateway.http.execution;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes that a Range header asks for (RFC 9110, 14.2).
 *
 * @param last included; never behind the end
 */
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Empty when it is none that we serve, such as several at once: then the header is ignored. */
  static Optional<ByteRange> of(String header, long size) {
    Matcher asked = ONE.matcher(header.replace(" ", ""));
    if (!asked.matches() || (asked.group(1) + asked.group(2)).isEmpty()) {
      return Optional.empty();
    }
    if (asked.group(1).isEmpty()) {
      long length = Long.parseLong(asked.group(2));
      return Optional.of(new ByteRange(length == 0 ? size : Math.max(0, size - length), size - 1));
    }
    long first = Long.parseLong(asked.group(1));
    long last = asked.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(asked.group(2));
    return last < first
        ? Optional.empty()
        : Optional.of(new ByteRange(first, Math.min(last, size - 1)));
  }

  /** Whether any of it is there. */
  boolean isThere() {
    return first <= last;
  }
}
