package io.continuo.spec;

/**
 * One thing that a schema does not accept.
 *
 * @param pointer JSON pointer (RFC 6901) into the spec; empty for the whole of it
 * @param message what is wrong there and what belongs there
 */
public record SpecFault(String pointer, String message) {
  @Override
  public String toString() {
    return (pointer.isEmpty() ? "" : pointer + ": ") + message;
  }
}
