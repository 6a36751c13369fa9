package io.continuo.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.standalone.broker.BrokerConfig;
import io.continuo.standalone.broker.EmbeddedBroker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The registry's log on a real Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaRegistryLogTest {
  private final EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral());
  private final Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());

  @BeforeAll
  void createTopics() throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      Map<String, String> compacted = Map.of("cleanup.policy", "compact");
      admin
          .createTopics(
              List.of(
                  new NewTopic("racing", 1, (short) 1).configs(compacted),
                  new NewTopic("late", 1, (short) 1).configs(compacted),
                  new NewTopic("doubtful", 1, (short) 1).configs(compacted),
                  new NewTopic("kept", 1, (short) 1).configs(compacted)))
          .all()
          .get();
    }
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void whatWasWrittenIsThereForTheNextGateway() {
    Schema schema = schema("A");
    int id;
    try (RegistryLog log = new KafkaRegistryLog(kafka, "kept")) {
      id = log.write(state -> RegistryRules.register(state, "s", schema));
      log.write(_ -> RegistryRules.setLevel(Optional.of("s"), Compatibility.NONE));
    }
    try (RegistryLog log = new KafkaRegistryLog(kafka, "kept")) {
      assertThat(log.current().byId().get(id)).isNotNull();
      assertThat(log.current().levelOf("s")).isEqualTo(Compatibility.NONE);
      int again = log.write(state -> RegistryRules.register(state, "s", schema));
      assertThat(again).isEqualTo(id);
    }
  }

  @Test
  void gatewaysThatWriteAtOnceNeverGiveAnIdOrVersionTwice() throws Exception {
    List<Future<Integer>> ids = new ArrayList<>();
    try (RegistryLog first = new KafkaRegistryLog(kafka, "racing");
        RegistryLog second = new KafkaRegistryLog(kafka, "racing");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      first.write(_ -> RegistryRules.setLevel(Optional.empty(), Compatibility.NONE));
      for (int i = 0; i < 5; i++) {
        ids.add(threads.submit(registering(first, "First" + i)));
        ids.add(threads.submit(registering(second, "Second" + i)));
      }
      List<Integer> given = new ArrayList<>();
      for (Future<Integer> id : ids) {
        given.add(id.get());
      }
      RegistryState state = second.refreshed();
      assertThat(given).hasSize(10).doesNotHaveDuplicates();
      assertThat(state.versions("shared", true)).hasSameSizeAs(given);
      assertThat(state).isEqualTo(first.refreshed());
    }
  }

  @Test
  void aCoordinatorsOwnErrorLeavesOpenWhetherItWasWrittenAndIsDecidedAgain() {
    AtomicInteger commits = new AtomicInteger();
    Supplier<Producer<byte[], byte[]>> producers =
        () ->
            producer(
                "doubtful",
                real -> {
                  real.commitTransaction();
                  if (commits.incrementAndGet() == 1) {
                    throw new KafkaException("Unhandled error in EndTxnResponse: unexpected");
                  }
                });
    try (RegistryLog log = new KafkaRegistryLog(kafka, "doubtful", producers)) {
      int id = log.write(state -> RegistryRules.register(state, "s", schema("A")));

      assertThat(log.current().byId()).containsOnlyKeys(id);
      assertThat(commits).hasValue(1);
    }
  }

  @Test
  void whatWasWrittenCanBeReadAlthoughKafkaAnswersBeforeItsMarkerIsWritten() {
    Supplier<Producer<byte[], byte[]>> producers =
        () ->
            producer(
                "late",
                real -> {
                  real.flush();
                  Thread.startVirtualThread(real::commitTransaction);
                });
    try (RegistryLog log = new KafkaRegistryLog(kafka, "late", producers)) {
      for (int i = 0; i < 5; i++) {
        Schema schema = schema("Late" + i);
        int id = log.write(state -> RegistryRules.register(state, schema.getName(), schema));

        assertThat(log.current().byId()).containsKey(id);
      }
    }
  }

  /** A producer whose commits go another way. */
  private Producer<byte[], byte[]> producer(
      String topic, Consumer<Producer<byte[], byte[]>> commit) {
    Producer<byte[], byte[]> real = KafkaRegistryLog.producer(kafka, topic);
    InvocationHandler handler =
        (_, method, arguments) -> {
          if (method.getName().equals("commitTransaction")) {
            commit.accept(real);
            return null;
          }
          return method.invoke(real, arguments);
        };
    @SuppressWarnings("unchecked")
    Producer<byte[], byte[]> proxy =
        (Producer<byte[], byte[]>)
            Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, handler);
    return proxy;
  }

  private static Callable<Integer> registering(RegistryLog log, String name) {
    Schema schema = schema(name);
    return () -> log.write(state -> RegistryRules.register(state, "shared", schema));
  }

  private static Schema schema(String name) {
    return SchemaBuilder.record(name).fields().requiredInt("x").endRecord();
  }
}
