package io.continuo.definition.canonical;

import io.continuo.definition.Consumed;
import io.continuo.definition.Input;
import io.continuo.definition.Owner;
import io.continuo.definition.TaskBuilder;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskOptions;
import io.continuo.definition.TaskRef;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.Backoff;
import io.continuo.definition.policy.CatchUp;
import io.continuo.definition.policy.ExitCodes;
import io.continuo.definition.policy.OnTaskFailure;
import io.continuo.definition.policy.OnWorkflowFailure;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.definition.policy.Priority;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.policy.Timeouts;
import io.continuo.definition.type.Type;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Valid definitions drawn from a seed: each part is there about half of the time. */
final class RandomDefinitions {
  private static final Map<Type, Value> TYPES =
      Map.of(
          Type.Scalar.STRING,
          Value.of("a ${text} with \"quotes\" \n é 😀"),
          Type.Scalar.INTEGER,
          Value.of(Long.MIN_VALUE),
          Type.Scalar.NUMBER,
          Value.of(1e-7),
          Type.parse("list<record{a: optional<date>, b: map<number>}>"),
          new Value.Items(List.of()),
          Type.parse("enum(EUR, SEK)"),
          Value.of("SEK"),
          Type.Scalar.JSON,
          new Value.Items(List.of(Value.NULL, Value.of(true), Value.of(2.0))));

  private static final PartitionMapping[] MAPPINGS = {
    new PartitionMapping.Same(),
    new PartitionMapping.Lag(7),
    new PartitionMapping.Last(3),
    new PartitionMapping.All(),
    new PartitionMapping.Any()
  };

  private static final Trigger[] TRIGGERS = {
    new Trigger.Landing(false),
    new Trigger.Execution("finance/other", "succeeded"),
    new Trigger.Execution("finance/other", "failed"),
    new Trigger.Webhook("a.b", Optional.of("finance/webhook"), Value.Fields.EMPTY),
    new Trigger.Webhook("a.b", Optional.empty(), fields("in6", Value.of("data.x"))),
    new Trigger.Kafka("orders", Optional.of("x > 1"), fields("in6", Value.of("value.y"))),
    new Trigger.Kafka("orders", Optional.empty(), Value.Fields.EMPTY)
  };

  private final Random random;

  RandomDefinitions(long seed) {
    this.random = new Random(seed);
  }

  WorkflowDefinition next() {
    WorkflowBuilder workflow =
        WorkflowDefinition.of(new WorkflowId("ns-" + random.nextInt(9), "wf"));
    if (random.nextBoolean()) {
      workflow.owner(new Owner(maybe("team"), Optional.of("#c"))).description("what\tit does");
    }
    if (random.nextBoolean()) {
      workflow.labels(Map.of("tier", "1", "über", "yes")).deadline(duration());
    }
    if (random.nextBoolean()) {
      ZoneId zone = ZoneId.of(random.nextBoolean() ? "Europe/Stockholm" : "Z");
      workflow.partitions(
          new Partitions(pick(Grain.values()), zone, Optional.of(LocalDate.of(2026, 1, 2))));
      data(workflow);
    }
    if (random.nextBoolean()) {
      OverlapPolicy.Kind kind = pick(OverlapPolicy.Kind.values());
      workflow.overlap(
          kind == OverlapPolicy.Kind.ALLOW
              ? OverlapPolicy.ALLOW
              : new OverlapPolicy(kind, 1 + random.nextInt(3), maybe("${inputs.in6}")));
    }
    workflow.onFailure(pick(OnWorkflowFailure.values())).priority(pick(Priority.values()));
    TYPES.forEach((type, value) -> workflow.input("in" + type.text().length(), input(type, value)));
    int tasks = 1 + random.nextInt(12);
    for (int i = 0; i < tasks; i++) {
      workflow.task(task(i));
    }
    if (random.nextBoolean()) {
      workflow.outputs(
          Map.of(
              "x",
              Value.of("${tasks.t0.outputs.o}"),
              "y",
              new Value.Items(List.of(Value.of("${execution}")))));
    }
    return workflow.build();
  }

  private void data(WorkflowBuilder workflow) {
    Optional<ZoneId> zone =
        random.nextBoolean() ? Optional.of(ZoneId.of("Asia/Tokyo")) : Optional.empty();
    workflow
        .backfillFromUpstream(random.nextBoolean())
        .produces(random.nextBoolean() ? List.of("marts.x", "marts.y") : List.of())
        .consumes(
            List.of(
                new Consumed("raw.a", pick(MAPPINGS), zone),
                new Consumed("raw.b", pick(MAPPINGS), Optional.empty())))
        .triggers(List.of(schedule(zone), pick(TRIGGERS), new Trigger.Landing(true)));
  }

  private Trigger schedule(Optional<ZoneId> zone) {
    CatchUp[] catchUps = {CatchUp.NONE, CatchUp.LATEST, CatchUp.ALL, CatchUp.last(3)};
    return new Trigger.Schedule(
        random.nextBoolean() ? "*/5 2 * * MON-FRI" : "daily",
        zone,
        random.nextBoolean() ? Optional.of(duration()) : Optional.empty(),
        random.nextBoolean() ? duration() : Duration.ZERO,
        pick(catchUps),
        random.nextBoolean() ? Optional.of(1 + random.nextInt(100_000)) : Optional.empty());
  }

  private Input input(Type type, Value value) {
    return new Input(
        type, random.nextBoolean() ? Optional.of(value) : Optional.empty(), maybe("why: because"));
  }

  private TaskDefinition task(int number) {
    TaskBuilder task =
        TaskDefinition.named("t" + number).output("o", pick(TYPES.keySet().toArray(Type[]::new)));
    for (int i = 0; i < number; i++) {
      if (random.nextInt(3) == 0) {
        task.after("t" + i);
      } else if (random.nextInt(3) == 0) {
        task.input("from-" + i, Value.of("x ${tasks.t" + i + ".outputs.o}"));
      }
    }
    kind(task);
    policies(task);
    if (random.nextInt(4) == 0) {
      task.use(new TaskRef(new WorkflowId("shared", "thing"), 3));
    }
    if (random.nextInt(4) == 0) {
      task.options(options());
    }
    return task.build();
  }

  private void kind(TaskBuilder task) {
    Value command =
        new Value.Items(
            List.of(Value.of("sh"), Value.of("-c"), Value.of("echo $${HOME} ${attempt}")));
    switch (random.nextInt(4)) {
      case 0 ->
          task.type("container")
              .spec(
                  fields(
                      "image", Value.of("a:1"), "command", command, "stopGrace", Value.of("PT1M")));
      case 1 ->
          task.type("process")
              .spec(fields("command", command, "env", fields("A", Value.of("1.10"))));
      case 2 ->
          task.type("http")
              .spec(
                  fields(
                      "request",
                      fields(
                          "method", Value.of("POST"),
                          "url", Value.of("http://h/"),
                          "body", fields("n", Value.of(1.5)),
                          "expect", new Value.Items(List.of(Value.of(201)))),
                      "poll",
                      fields(
                          "request", fields("url", Value.of("http://h/$${response.id}")),
                          "every", Value.of("PT1M"),
                          "until", Value.of("$.state == 'DONE'"),
                          "retry", Value.of(5),
                          "cancel",
                              fields("method", Value.of("PUT"), "url", Value.of("http://h/")))));
      default -> task.type("noop");
    }
  }

  private void policies(TaskBuilder task) {
    if (random.nextBoolean()) {
      Backoff backoff =
          new Backoff(
              Duration.ofSeconds(random.nextInt(50)),
              1 + random.nextInt(30) / 10.0,
              Duration.ofHours(1),
              0.3);
      Set<Integer> codes = new TreeSet<>(Set.of(20 + random.nextInt(5), 30));
      task.retry(
          new RetryPolicy(
              1 + random.nextInt(5),
              backoff,
              new ExitCodes(Set.of(0, 3), codes, Set.of(50), Set.of()),
              duration(),
              random.nextInt(9)));
    }
    if (random.nextBoolean()) {
      task.timeouts(
              new Timeouts(Optional.of(duration()), Optional.empty(), Optional.of(duration())))
          .queue("big");
    }
    if (random.nextBoolean()) {
      task.onFailure(OnTaskFailure.SKIP);
    }
  }

  private static TaskOptions options() {
    TaskOptions none = TaskOptions.NONE;
    return new TaskOptions(
        none.when(),
        none.map(),
        none.cache(),
        Map.of("fx-api", 1_000_000),
        List.of(
            new TaskOptions.Secret("DB_PASSWORD", "finance-db/password"),
            new TaskOptions.Secret("/run/a=b/key.pem", "finance/db/key.pem")),
        Map.of(
            "cpu",
            Value.of("0.5"),
            "memory",
            Value.of("512Mi"),
            "ulimits",
            fields(
                "nofile", Value.of(64), "nproc", fields("soft", Value.of(1), "hard", Value.of(2)))),
        List.of("marts.z"));
  }

  static Value.Fields fields(Object... namesAndValues) {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
    }
    return new Value.Fields(fields);
  }

  private Duration duration() {
    return Duration.ofMillis(1 + random.nextInt(10_000_000));
  }

  private Optional<String> maybe(String text) {
    return random.nextBoolean() ? Optional.of(text) : Optional.empty();
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }
}
