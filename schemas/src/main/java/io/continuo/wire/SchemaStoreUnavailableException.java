package io.continuo.wire;

/** The registry does not answer; worth trying again, unlike {@link UndecodableException}. */
public final class SchemaStoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SchemaStoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
