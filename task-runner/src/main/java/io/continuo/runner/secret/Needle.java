package io.continuo.runner.secret;

/** What is looked for, after Knuth, Morris and Pratt: each byte of the text is looked at once. */
final class Needle {
  private final byte[] bytes;

  /** By how many bytes matched: how many still match when the next one does not. */
  private final int[] shorter;

  Needle(byte[] bytes) {
    this.bytes = bytes;
    this.shorter = new int[bytes.length + 1];
    for (int at = 1, matched = 0; at < bytes.length; at++) {
      while (matched > 0 && bytes[at] != bytes[matched]) {
        matched = shorter[matched];
      }
      matched += bytes[at] == bytes[matched] ? 1 : 0;
      shorter[at + 1] = matched;
    }
  }

  /**
   * Marks every occurrence.
   *
   * @return how many bytes at the end of the text may be the beginning of one more
   */
  int mark(byte[] text, boolean[] marks) {
    int matched = 0;
    int marked = 0;
    for (int at = 0; at < text.length; at++) {
      while (matched > 0 && text[at] != bytes[matched]) {
        matched = shorter[matched];
      }
      if (text[at] == bytes[matched] && ++matched == bytes.length) {
        for (int i = Math.max(marked, at + 1 - matched); i <= at; i++) {
          marks[i] = true;
        }
        marked = at + 1;
        matched = shorter[matched];
      }
    }
    return matched;
  }
}
