package io.continuo.engine.topology;

import io.continuo.engine.topology.family.BackfillFamily;
import io.continuo.engine.topology.family.DatasetFamily;
import io.continuo.engine.topology.family.Definitions;
import io.continuo.engine.topology.family.ExecutionFamily;
import io.continuo.engine.topology.family.Family;
import io.continuo.engine.topology.family.LimitFamily;
import io.continuo.engine.topology.family.NamespaceFamily;
import io.continuo.engine.topology.family.RunnerFamily;
import io.continuo.engine.topology.family.WorkflowFamily;
import io.continuo.engine.topology.store.Anchor;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The families side by side; they meet only in topics. */
public final class EngineTopology {
  private EngineTopology() {}

  /**
   * The topology of an engine.
   *
   * @param queues task queues that exist
   * @param looks hears when processors are going to look at the clock
   */
  public static Topology of(Topics topics, WireFormat format, Set<String> queues, Looks looks) {
    Topology topology = new Topology();
    Definitions definitions = new Definitions();
    addDefinitions(topology, topics, new DefinitionsReader.Sources(definitions, format));
    var services = new DeciderProcessor.Services(topics, format, looks);
    add(topology, new WorkflowFamily(topics, queues), services);
    add(topology, new ExecutionFamily(topics, definitions), services);
    add(topology, new RunnerFamily(topics), services);
    add(topology, new DatasetFamily(topics), services);
    add(topology, new LimitFamily(topics), services);
    add(topology, new NamespaceFamily(topics), services);
    add(topology, new BackfillFamily(topics), services);
    addLandings(topology, services);
    return topology;
  }

  private static void addLandings(Topology topology, DeciderProcessor.Services services) {
    topology.addSource(
        "landings-source",
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        services.topics().landings());
    topology.addProcessor("landings", () -> new LandingsProcessor(services), "landings-source");
    addSink(topology, "landings");
  }

  private static void addSink(Topology topology, String processor) {
    Serializer<Outgoing> bytes = (topic, out) -> out.value();
    topology.addSink(
        processor + "-out",
        (key, out, context) -> out.topic(),
        new StringSerializer(),
        bytes,
        processor);
  }

  private static void addDefinitions(
      Topology topology, Topics topics, DefinitionsReader.Sources sources) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(DefinitionsReader.STORE),
                Serdes.String(),
                Serdes.ByteArray())
            .withLoggingDisabled(),
        "definitions-source",
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        topics.definitions(),
        "definitions-reader",
        () -> new DefinitionsReader(sources.definitions(), sources.format()));
  }

  private static <S, C, E> void add(
      Topology topology, Family<S, C, E> family, DeciderProcessor.Services services) {
    String source = family.name() + "-commands";
    ProcessorSupplier<String, byte[], String, Outgoing> supplier =
        () -> new DeciderProcessor<>(family, services);
    topology.addSource(
        source, new StringDeserializer(), new ByteArrayDeserializer(), family.commandTopic());
    topology.addProcessor(family.name(), supplier, source);
    List<String> stores = new ArrayList<>();
    stores.add(DeciderProcessor.storeOf(family));
    stores.add(DeciderProcessor.parkingOf(family));
    if (family.livesOnce()) {
      stores.add(DeciderProcessor.endedOf(family));
    }
    stores.forEach(store -> topology.addStateStore(store(store), family.name()));
    topology.addStateStore(new Anchor.Builder(DeciderProcessor.anchorOf(family)), family.name());
    addSink(topology, family.name());
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                "1000000"));
  }
}
