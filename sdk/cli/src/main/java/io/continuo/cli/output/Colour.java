package io.continuo.cli.output;

/** The few colours used, by what they mean. */
public enum Colour {
  NONE(""),
  GOOD("32"),
  BAD("31"),
  BUSY("36"),
  HELD("33"),
  FAINT("2"),
  STRONG("1");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /** The text in this colour, with the escape sequences of ECMA-48. */
  public String paint(String text) {
    return this == NONE ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  /** The colour of a status word of executions, tasks, slots, backfills and so on. */
  public static Colour ofStatus(String word) {
    return switch (word) {
      case "succeeded", "active", "live", "landed" -> GOOD;
      case "failed", "timed-out", "upstream-failed", "lost", "missed" -> BAD;
      case "running", "retrying" -> BUSY;
      case "paused", "cancelling", "cancelled", "draining", "stopping", "stopped" -> HELD;
      case "waiting", "queued", "skipped", "repeated" -> FAINT;
      default -> NONE;
    };
  }
}
