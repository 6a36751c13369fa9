package io.continuo.dispatch;

/** Which of a queue's two lanes: backfills wait behind live work. */
public enum Lane {
  LIVE,
  BACKFILL;

  /** The kind of trigger whose executions take the slow lane. */
  public static final String BACKFILL_KIND = "backfill";

  /** The lane of an execution, by the kind of what started it. */
  public static Lane of(String trigger) {
    return trigger.equals(BACKFILL_KIND) ? BACKFILL : LIVE;
  }

  /** As it ends the name of a topic: live. */
  public String text() {
    return switch (this) {
      case LIVE -> "live";
      case BACKFILL -> "backfill";
    };
  }
}
