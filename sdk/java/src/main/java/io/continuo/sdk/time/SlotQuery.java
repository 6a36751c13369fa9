package io.continuo.sdk.time;

import io.continuo.sdk.model.LabelRange;
import java.util.Optional;

/**
 * Which slots to list; immutable.
 *
 * @param status one word, or several separated by commas
 * @param pageSize items a page; the server bounds it
 */
public record SlotQuery(LabelRange range, Optional<String> status, Optional<Integer> pageSize) {

  public static SlotQuery all() {
    return new SlotQuery(LabelRange.ALL, Optional.empty(), Optional.empty());
  }

  public SlotQuery range(LabelRange labels) {
    return new SlotQuery(labels, status, pageSize);
  }

  public SlotQuery status(String words) {
    return new SlotQuery(range, Optional.of(words), pageSize);
  }

  public SlotQuery pageSize(int items) {
    return new SlotQuery(range, status, Optional.of(items));
  }
}
