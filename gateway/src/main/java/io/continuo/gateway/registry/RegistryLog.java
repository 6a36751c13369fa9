package io.continuo.gateway.registry;

import java.util.function.Function;

/** Where the registry's records live: one log for all gateways of an installation. */
public interface RegistryLog extends AutoCloseable {

  /** The state as far as it has been read; may lag behind another gateway's writes for a moment. */
  RegistryState current();

  /**
   * Catches up with everything written so far.
   *
   * @throws RegistryException STORE_TIMED_OUT when the log does not answer
   */
  RegistryState refreshed();

  /**
   * Decides on the newest state and appends what was decided; nobody else's record can come in
   * between. The decision may be asked for again after a lost race, so it must be pure.
   *
   * @throws RegistryException what the decision threw, or STORE_FAILED, STORE_TIMED_OUT
   */
  <T> T write(Function<RegistryState, Decided<T>> decision);

  @Override
  void close();
}
