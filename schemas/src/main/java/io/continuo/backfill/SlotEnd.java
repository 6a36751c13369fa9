package io.continuo.backfill;

/** What became of a slot of a backfill. */
public enum SlotEnd {
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** It was not run: it had succeeded before, or its upstream failed. */
  SKIPPED
}
