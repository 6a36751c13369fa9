package io.continuo.cli.follow;

import java.io.PrintStream;
import java.util.List;

/** Lines that are redrawn in place on a terminal. */
public final class Frame {
  private static final String ESC = "\u001b[";
  private static final int BAR = 30;

  private final PrintStream err;
  private final boolean unicode;
  private int drawn;

  /** With {@code unicode}, bars are drawn with signs beyond ASCII. */
  public Frame(PrintStream err, boolean unicode) {
    this.err = err;
    this.unicode = unicode;
  }

  /**
   * One write a frame, or it flickers. Wrapping is off meanwhile: a wrapped line would be two rows
   * to move up.
   */
  public void draw(List<String> lines) {
    StringBuilder text = new StringBuilder(ESC + "?7l");
    if (drawn > 0) {
      text.append(ESC).append(drawn).append("A\r");
    }
    lines.forEach(line -> text.append(line).append(ESC).append("K\n"));
    text.append(ESC).append("J").append(ESC).append("?7h");
    err.print(text);
    err.flush();
    drawn = lines.size();
  }

  /** A bar with its figures, {@code ██████░░░░ 6/10}. */
  public String bar(long done, long all) {
    int filled = all == 0 ? 0 : (int) (done * BAR / all);
    String full = unicode ? "█" : "#";
    String empty = unicode ? "░" : ".";
    return full.repeat(filled) + empty.repeat(BAR - filled) + " " + done + "/" + all;
  }
}
