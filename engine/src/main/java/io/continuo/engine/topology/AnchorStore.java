package io.continuo.engine.topology;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A store that keeps nothing and says that it is on disk: with one such, Streams keeps its process
 * id in its state folder. A killed engine then comes back under the same transactional ids and ends
 * the transaction that it left open at once, instead of everybody waiting for its timeout.
 */
final class AnchorStore implements StateStore {
  private final String name;
  private boolean open;

  private AnchorStore(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  @SuppressWarnings("deprecation") // abstract until it is gone
  public void flush() {}

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Builds it without a changelog: there is nothing to restore. */
  static final class Builder implements StoreBuilder<AnchorStore> {
    private final String name;

    Builder(String name) {
      this.name = name;
    }

    @Override
    public StoreBuilder<AnchorStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<AnchorStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<AnchorStore> withLoggingEnabled(Map<String, String> config) {
      return this;
    }

    @Override
    public StoreBuilder<AnchorStore> withLoggingDisabled() {
      return this;
    }

    @Override
    public AnchorStore build() {
      return new AnchorStore(name);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }

    @Override
    public String name() {
      return name;
    }
  }
}
