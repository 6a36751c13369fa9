package io.continuo.runner.secret;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hides secrets in a log that comes in pieces and from several streams at once. A secret is found
 * in the log as it is read, and in each stream as if it were alone, so that what another one says
 * in between does not tear it.
 *
 * @param shown follows what was shown before; as long as what it stands for
 * @param held what may begin a secret: comes before the next piece
 */
public record MaskedLog(Stretch shown, Stretch held) {

  /** Beyond it, what one stream has begun is hidden without waiting for how it goes on. */
  private static final int MAX_HELD = 256 << 10;

  /**
   * The next piece.
   *
   * @param last whether the log ends with it, so that nothing is held any more
   */
  public static MaskedLog next(Mask mask, Stretch held, Stretch piece, boolean last) {
    Stretch all = held.then(piece);
    byte[] text = Stretch.copy(all.bytes());
    byte[] streams = Stretch.copy(all.streams());
    boolean[] hidden = new boolean[text.length];
    for (int i = 0; i < text.length; i++) {
      hidden[i] = streams[i] < 0;
      streams[i] &= (byte) (Stretch.HIDDEN - 1);
    }
    int shown = text.length - mask.mark(text, hidden);
    for (int stream = 0; stream < Stretch.HIDDEN; stream++) {
      Alone alone = new Alone(text, streams, stream);
      if (alone.places.length > 0 && alone.places.length < text.length) {
        shown = Math.min(shown, alone.hide(mask, hidden));
      }
    }
    return split(text, streams, hidden, last ? text.length : shown);
  }

  /** The bytes of one stream, and where they are. */
  private static final class Alone {
    private final byte[] text;
    private final int[] places;

    Alone(byte[] all, byte[] streams, int stream) {
      int count = 0;
      for (byte one : streams) {
        count += one == stream ? 1 : 0;
      }
      this.places = new int[count];
      this.text = new byte[count];
      for (int i = 0, found = 0; found < count; i++) {
        if (streams[i] == stream) {
          text[found] = all[i];
          places[found++] = i;
        }
      }
    }

    /** Marks what the stream alone says, and gives the place from which on it must be held. */
    int hide(Mask mask, boolean[] hidden) {
      boolean[] own = new boolean[text.length];
      int open = mask.mark(text, own);
      int from = text.length - open;
      boolean tooLong = open > 0 && hidden.length - places[from] > MAX_HELD;
      for (int i = 0; i < own.length; i++) {
        hidden[places[i]] |= own[i] || (tooLong && i >= from);
      }
      return open == 0 || tooLong ? hidden.length : places[from];
    }
  }

  private static MaskedLog split(byte[] text, byte[] streams, boolean[] hidden, int shown) {
    for (int i = 0; i < text.length; i++) {
      if (hidden[i] && i < shown) {
        text[i] = Mask.HIDDEN;
      } else if (hidden[i]) {
        streams[i] |= (byte) -Stretch.HIDDEN;
      }
    }
    return new MaskedLog(part(text, streams, 0, shown), part(text, streams, shown, text.length));
  }

  private static Stretch part(byte[] text, byte[] streams, int from, int to) {
    return new Stretch(
        ByteBuffer.wrap(Arrays.copyOfRange(text, from, to)),
        ByteBuffer.wrap(Arrays.copyOfRange(streams, from, to)));
  }
}
