package io.continuo.gateway.http.registry;

import io.continuo.gateway.registry.Decided;
import io.continuo.gateway.registry.RegistryLog;
import io.continuo.gateway.registry.RegistryRecord;
import io.continuo.gateway.registry.RegistryRecordCodec;
import io.continuo.gateway.registry.RegistryState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** A log in the heap; every record goes through its bytes, as it would on Kafka. */
final class InMemoryRegistryLog implements RegistryLog {
  private RegistryState state = RegistryState.EMPTY;

  @Override
  public synchronized RegistryState current() {
    return state;
  }

  @Override
  public synchronized RegistryState refreshed() {
    return state;
  }

  @Override
  public synchronized <T> T write(Function<RegistryState, Decided<T>> decision) {
    Decided<T> decided = decision.apply(state);
    for (RegistryRecord entry : decided.records()) {
      var encoded = RegistryRecordCodec.encode(entry);
      try {
        state =
            state.apply(RegistryRecordCodec.decode(encoded.key(), encoded.value().orElse(null)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return decided.answer();
  }

  @Override
  public void close() {}
}
