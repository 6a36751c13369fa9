package io.continuo.gateway.registry;

/** Confluent's error codes, with their HTTP status. */
public enum RegistryFault {
  SUBJECT_NOT_FOUND(404, 40401),
  VERSION_NOT_FOUND(404, 40402),
  SCHEMA_NOT_FOUND(404, 40403),
  LEVEL_NOT_SET(404, 40408),
  INCOMPATIBLE(409, 409),
  INVALID_SCHEMA(422, 42201),
  INVALID_VERSION(422, 42202),
  INVALID_LEVEL(422, 42203),
  STORE_FAILED(500, 50001),
  STORE_TIMED_OUT(500, 50002);

  private final int status;
  private final int code;

  RegistryFault(int status, int code) {
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public int code() {
    return code;
  }

  public RegistryException because(String message) {
    return new RegistryException(this, message);
  }
}
