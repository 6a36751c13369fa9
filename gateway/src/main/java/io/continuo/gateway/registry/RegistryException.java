package io.continuo.gateway.registry;

/** A request that the registry does not do, as its clients expect to be told. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RegistryFault fault;

  RegistryException(RegistryFault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
  }

  public RegistryFault fault() {
    return fault;
  }

  public String message() {
    return String.valueOf(getMessage());
  }
}
