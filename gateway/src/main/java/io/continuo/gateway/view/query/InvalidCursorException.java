package io.continuo.gateway.view.query;

/** A cursor that no list gave out. */
public final class InvalidCursorException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidCursorException(String cursor) {
    super(
        "cursor '"
            + cursor
            + "' is not one of this list: take nextCursor from the page before, or leave it out");
  }
}
