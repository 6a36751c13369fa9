package io.continuo.sdk.model;

import java.util.Set;

/**
 * The state of an execution or a task, as the word of the API. Not an enum: a newer server may know
 * more words.
 *
 * @param word e.g. {@code running}, {@code timed-out}
 */
public record Status(String word) {
  private static final Set<String> FINISHED =
      Set.of("succeeded", "failed", "timed-out", "cancelled", "skipped", "upstream-failed");

  /** Nothing more will happen. */
  public boolean isFinished() {
    return FINISHED.contains(word);
  }

  /** Finished, and nothing went wrong: what was skipped on purpose is no failure. */
  public boolean isSuccess() {
    return word.equals("succeeded") || word.equals("skipped");
  }

  @Override
  public String toString() {
    return word;
  }
}
