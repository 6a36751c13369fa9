package io.continuo.definition;

import io.continuo.id.WorkflowId;

/** A version of a registered task, written {@code namespace/name@version}. */
public record TaskRef(WorkflowId id, int version) {

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException with a sentence for the author
   */
  public static TaskRef parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0 || !text.substring(at + 1).matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' does not name a version of a registered task: write namespace/name@version, e.g. shared/convert@3");
    }
    return new TaskRef(
        WorkflowId.parse(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
  }

  @Override
  public String toString() {
    return id + "@" + version;
  }
}
