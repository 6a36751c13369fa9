package io.continuo.engine.topology.store;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store that keeps nothing and does two services.
 *
 * <p>It says that it is on disk: with one such, Streams keeps its process id in its state folder. A
 * killed engine then comes back under the same transactional ids and ends the transaction that it
 * left open at once, instead of everybody waiting for its timeout.
 *
 * <p>And it is told when a transaction is about to commit, as Streams tells its own caches: what
 * was kept in the heap until then is written. That is not part of Streams' public interface; {@code
 * engine/adr/0005} says what it buys.
 */
public final class Anchor implements StateStore, CachedStateStore<Object, Object> {
  private final String name;
  private Runnable beforeCommit = () -> {};
  private boolean open;

  private Anchor(String name) {
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

  /** Has this done before every commit, while the stores still take what is written. */
  public void beforeCommit(Runnable work) {
    beforeCommit = work;
  }

  @Override
  public void flushCache() {
    beforeCommit.run();
  }

  @Override
  public void clearCache() {}

  @Override
  public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean oldValues) {
    return false;
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
  public static final class Builder implements StoreBuilder<Anchor> {
    private final String name;

    public Builder(String name) {
      this.name = name;
    }

    @Override
    public StoreBuilder<Anchor> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<Anchor> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<Anchor> withLoggingEnabled(Map<String, String> config) {
      return this;
    }

    @Override
    public StoreBuilder<Anchor> withLoggingDisabled() {
      return this;
    }

    @Override
    public Anchor build() {
      return new Anchor(name);
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
