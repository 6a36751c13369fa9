package io.continuo.sdk.time;

import io.continuo.sdk.json.Fields;

/** How far a backfill or one of its workflows has come, in slots; the parts add up to the total. */
public record Progress(
    long total, long succeeded, long failed, long skipped, long running, long remaining) {

  static Progress read(Fields fields) {
    return new Progress(
        fields.number("total", 0),
        fields.number("succeeded", 0),
        fields.number("failed", 0),
        fields.number("skipped", 0),
        fields.number("running", 0),
        fields.number("remaining", 0));
  }

  /** Slots of which nothing more is to come. */
  public long done() {
    return succeeded + failed + skipped;
  }
}
