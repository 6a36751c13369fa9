package io.continuo.runner.launch.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What Docker's log driver of that name makes of bytes. */
final class JsonFile {
  private JsonFile() {}

  /** Each byte that belongs to no character comes out as U+FFFD. */
  static byte[] logged(byte[] printed) {
    var out = new ByteArrayOutputStream();
    int at = 0;
    while (at < printed.length) {
      int length = characterAt(printed, at);
      out.writeBytes(
          length == 0
              ? "\uFFFD".getBytes(StandardCharsets.UTF_8)
              : Arrays.copyOfRange(printed, at, at + length));
      at += Math.max(1, length);
    }
    return out.toByteArray();
  }

  /** Its length in bytes, or 0 if there is none. */
  private static int characterAt(byte[] bytes, int at) {
    for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
        return length;
      } catch (CharacterCodingException _) {
        // perhaps a longer one
      }
    }
    return 0;
  }
}
