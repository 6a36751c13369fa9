package io.continuo.runner;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a runner does with what runs when it is told to stop.
 *
 * @param timeout how long it waits for what runs, where it does
 */
public record Parting(Way way, Duration timeout) {

  /** The ways of stopping. */
  public enum Way {
    /** What runs goes on; the next start of this runner takes it up again. */
    LEAVE,
    /** Waits until all that runs has ended, taking nothing new, then leaves. */
    FINISH,
    /** Others may have it at once; what they could not take over is stopped first. */
    HAND_OVER;

    static Way of(String text) {
      return Arrays.stream(values())
          .filter(way -> way.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "shutdown: there is no '%s', only %s"
                          .formatted(text, Arrays.toString(values()))));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
