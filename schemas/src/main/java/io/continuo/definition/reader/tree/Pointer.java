package io.continuo.definition.reader.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A JSON pointer (RFC 6901) that is put together only when somebody wants to see it. */
public final class Pointer {
  public static final Pointer ROOT = new Pointer(null, "");

  private final @Nullable Pointer parent;
  private final String step;

  private Pointer(@Nullable Pointer parent, String step) {
    this.parent = parent;
    this.step = step;
  }

  public Pointer child(String key) {
    return new Pointer(this, key);
  }

  public Pointer child(int index) {
    return new Pointer(this, Integer.toString(index));
  }

  @Override
  public String toString() {
    Deque<String> steps = new ArrayDeque<>();
    for (Pointer at = this; at.parent != null; at = at.parent) {
      steps.push("/" + at.step.replace("~", "~0").replace("/", "~1"));
    }
    return String.join("", steps);
  }
}
