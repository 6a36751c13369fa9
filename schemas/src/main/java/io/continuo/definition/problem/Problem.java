package io.continuo.definition.problem;

/**
 * One thing that is wrong with a definition, as a sentence that names the cure.
 *
 * @param pointer JSON pointer (RFC 6901) of the place in its document; empty for the whole document
 * @param line line of the text, counted from 1 and over all its documents
 */
public record Problem(Kind kind, String pointer, int line, String message) {

  /** Whether the author or the service has to change. */
  public enum Kind {
    INVALID,
    NOT_AVAILABLE_YET
  }

  @Override
  public String toString() {
    return "line " + line + (pointer.isEmpty() ? "" : ", " + pointer) + ": " + message;
  }
}
