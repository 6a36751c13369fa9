package io.continuo.it.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.reader.DefinitionReader;
import io.continuo.definition.reader.Format;
import io.continuo.definition.reader.ReadResult;
import io.continuo.it.process.Api;
import io.continuo.it.process.InThisProcess;
import io.continuo.wire.ConfluentSchemas;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.WorkflowCommandCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Clocks of two seconds and of an hour, a pause, and an outage of four hours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulesIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String TOPIC = Topics.DEFAULT.workflowCommands();
  private static final String CLOCK = "/api/v1/namespaces/time/workflows/clock";
  private static final String SLOW = "/api/v1/namespaces/time/workflows/slow";
  private static final Duration OUTAGE = Duration.ofHours(4);

  /** How many of four late slots run under each policy; the others are missed. */
  private static final Map<String, Integer> RUN =
      Map.of("none", 0, "latest", 1, "last(3)", 3, "all", 4);

  private final Instant registered = Instant.now().minus(OUTAGE);

  /** The last slot is half an hour late, whatever the time of day. */
  private final int minute =
      registered.plus(Duration.ofMinutes(30)).atOffset(ZoneOffset.UTC).getMinute();

  private final InThisProcess continuo = new InThisProcess();
  private final Api api = continuo.api();

  SchedulesIT() throws Exception {}

  @AfterAll
  void stops() {
    continuo.close();
  }

  @Test
  void lateSlotsAreCaughtUpAsThePolicySaysAndAllOthersAreRecordedAsMissed() throws Exception {
    registerInThePast();
    RUN.forEach(
        (policy, run) ->
            Awaitility.await(policy).atMost(SOON).untilAsserted(() -> assertCaughtUp(policy, run)));
  }

  private void assertCaughtUp(String policy, int run) {
    String path = "/api/v1/namespaces/late/workflows/" + name(policy) + "/slots";
    List<JsonNode> slots = api.get(path).json().path("items").valueStream().toList();
    assertThat(slots).as(slots::toString).hasSize(4);
    assertThat(slots.subList(0, run))
        .as("the newest")
        .allSatisfy(slot -> assertThat(slot.path("status").asText()).isEqualTo("succeeded"));
    assertThat(slots.subList(run, 4))
        .as("the others")
        .allSatisfy(
            slot -> {
              assertThat(slot.path("status").asText()).isEqualTo("missed");
              assertThat(slot.path("reason").asText()).contains("catchUp is " + policy);
            });
    assertThat(slots.stream().map(slot -> slot.path("slot").asText()).collect(Collectors.toSet()))
        .hasSize(4);
  }

  private static String name(String policy) {
    return policy.replaceAll("[^a-z0-9]", "");
  }

  /** The time of a command is the broker's; for once the topic takes the one that is written. */
  private void registerInThePast() throws Exception {
    WireFormat format =
        new WireFormat(new ConfluentSchemas(List.of(continuo.registry()), Map.of()));
    Map<String, Object> settings = Map.of("bootstrap.servers", continuo.brokers());
    try (Admin admin = Admin.create(settings);
        var producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      times(admin, "CreateTime");
      for (String policy : RUN.keySet()) {
        byte[] command = format.write(new WorkflowCommandCodec().encode(register(policy)));
        String key = "late/" + name(policy);
        producer
            .send(new ProducerRecord<>(TOPIC, null, registered.toEpochMilli(), key, command))
            .get();
      }
      times(admin, "LogAppendTime");
    }
  }

  private static void times(Admin admin, String type) throws Exception {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
    var entry = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, type);
    admin
        .incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, OpType.SET))))
        .all()
        .get();
  }

  private WorkflowCommand register(String policy) {
    String yaml =
        """
        namespace: late
        name: %s
        triggers: [ { schedule: { cron: "%d * * * *", catchUp: %s } } ]
        tasks: { a: { type: noop } }
        """
            .formatted(name(policy), minute, policy);
    WorkflowDefinition definition =
        switch (DefinitionReader.read(yaml, Format.YAML)) {
          case ReadResult.Ok<WorkflowDefinition>(WorkflowDefinition valid) -> valid;
          case ReadResult.Invalid<WorkflowDefinition> invalid ->
              throw new IllegalStateException(invalid.toString());
        };
    return new WorkflowCommand.RegisterWorkflow(
        definition, DefinitionText.digest(DefinitionText.write(definition)), Optional.empty());
  }

  @Test
  void everySlotIsThereOnceOverAPauseAndThoseWithoutRoomSayWhy() {
    clock("clock", "tasks: { a: { type: noop } }");
    clock(
        "slow",
        "overlap: { policy: skip, max: 1 }\n"
            + "tasks: { a: { type: process, command: [sleep, '3'] } }");
    awaitSlots(CLOCK, "succeeded", 2);
    awaitSlots(SLOW, "skipped", 1);
    assertNext();

    assertThat(api.patch(CLOCK, "{\"paused\": true}").status()).isEqualTo(200);
    assertThat(api.get(CLOCK + "/next").json().path("paused").asBoolean()).isTrue();
    Instant paused = Instant.now();
    Awaitility.await("slots pass")
        .atMost(SOON)
        .until(() -> Instant.now().isAfter(paused.plusSeconds(4)));
    assertThat(api.patch(CLOCK, "{\"paused\": false}").status()).isEqualTo(200);
    awaitNewer(Instant.now());

    assertWithoutGap(api.items(CLOCK + "/slots"));
    assertThat(api.items(CLOCK + "/slots?status=missed"))
        .isNotEmpty()
        .allSatisfy(slot -> assertThat(slot.path("reason").asText()).contains("catchUp is latest"));
    assertThat(api.items(SLOW + "/slots?status=skipped"))
        .isNotEmpty()
        .allSatisfy(
            slot -> assertThat(slot.path("reason").asText()).contains("1 of at most 1 executions"));
  }

  private void clock(String name, String rest) {
    continuo.register(
        "time/" + name, "triggers: [ { schedule: { cron: '*/2 * * * * *' } } ]\n" + rest);
  }

  private void awaitSlots(String workflow, String status, int count) {
    Awaitility.await(count + " slots " + status)
        .atMost(SOON)
        .until(() -> api.items(workflow + "/slots?status=" + status).size() >= count);
  }

  /** Waits for a slot after that time that has run. */
  private void awaitNewer(Instant than) {
    Awaitility.await("a slot after " + than)
        .atMost(SOON)
        .until(
            () ->
                api.items(CLOCK + "/slots?status=succeeded").stream()
                    .anyMatch(slot -> due(slot).isAfter(than)));
  }

  private static Instant due(JsonNode slot) {
    return Instant.parse(slot.path("dueAt").asText());
  }

  private void assertNext() {
    JsonNode next = api.get(CLOCK + "/next?count=3").json();
    assertThat(next.path("paused").asBoolean()).isFalse();
    assertThat(next.path("items")).as(next::toString).hasSize(3);
    for (int i = 1; i < 3; i++) {
      assertThat(due(next.path("items").path(i)))
          .isEqualTo(due(next.path("items").path(i - 1)).plusSeconds(2));
    }
  }

  /** Newest first, two seconds from each to the next, each run once or missed. */
  private static void assertWithoutGap(List<JsonNode> slots) {
    for (int i = 0; i < slots.size(); i++) {
      JsonNode slot = slots.get(i);
      int runs = slot.path("status").asText().equals("missed") ? 0 : 1;
      assertThat(slot.path("runs").asInt()).as(slot::toString).isEqualTo(runs);
      if (i > 0) {
        assertThat(due(slot)).as(slots::toString).isEqualTo(due(slots.get(i - 1)).minusSeconds(2));
      }
    }
  }
}
