package io.continuo.engine.topology;

import io.continuo.avro.dispatch.Definition;
import io.continuo.engine.topology.family.Definitions;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.WireFormat;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds {@link Definitions} from the topic, at start and as definitions come. */
final class DefinitionsReader implements Processor<String, byte[], Void, Void> {
  /** What the reader fills, and how it reads. */
  record Sources(Definitions definitions, WireFormat format) {}

  static final String STORE = "definitions";
  private static final Logger LOG = LoggerFactory.getLogger(DefinitionsReader.class);

  private final Definitions definitions;
  private final WireFormat format;
  private @Nullable KeyValueStore<String, byte[]> store;

  DefinitionsReader(Definitions definitions, WireFormat format) {
    this.definitions = definitions;
    this.format = format;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    KeyValueStore<String, byte[]> restored = context.getStateStore(STORE);
    store = restored;
    try (var all = restored.all()) {
      all.forEachRemaining(entry -> put(entry.key, entry.value));
    }
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (store != null) {
      store.put(record.key(), record.value());
    }
    put(record.key(), record.value());
  }

  private void put(String key, byte @Nullable [] value) {
    if (value == null) {
      definitions.forget(key);
      return;
    }
    try {
      if (format.read(value) instanceof Definition definition) {
        definitions.put(key, definition.getDefinition());
      }
    } catch (UndecodableException e) {
      LOG.warn("definition {} cannot be read and is left out: {}", key, e.getMessage());
    }
  }
}
