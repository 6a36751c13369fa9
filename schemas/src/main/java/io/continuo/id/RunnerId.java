package io.continuo.id;

/**
 * A task runner: its name stays over restarts, its incarnation rises with each.
 *
 * @param incarnation milliseconds since the epoch when this process of the runner started
 */
public record RunnerId(String name, long incarnation) {
  public RunnerId {
    Names.require("runner", name);
  }

  @Override
  public String toString() {
    return name + "#" + incarnation;
  }
}
