package io.continuo.it.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.engine.topology.family.WorkflowFamily;
import io.continuo.event.Recorded;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionTriggered;
import io.continuo.id.ExecutionId;
import io.continuo.it.history.Life;
import io.continuo.it.process.Api;
import io.continuo.it.process.InThisProcess;
import io.continuo.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Many callers start the same workflows at the same time; each has another policy. */
class OverlapIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int CALLERS = 64;
  private static final int EACH = 200;
  private static final int CUSTOMERS = 8;

  /** Policies, and how many may be live at once; of the last: for each customer. */
  private static final Map<String, Integer> MOST =
      Map.of("queue", 3, "skip", 2, "refuse", 2, "replace", 2, "keyed", 1);

  @Test
  void aThousandStartsAtOnceNeverExceedThePolicyAndEachHasItsRecord() throws Exception {
    try (InThisProcess continuo = new InThisProcess()) {
      MOST.forEach((kind, most) -> continuo.register("overlap/" + kind, definition(kind, most)));
      Map<String, List<Integer>> answers = startAll(continuo.api());
      Awaitility.await("all have ended")
          .atMost(LONG)
          .until(
              () ->
                  continuo
                      .api()
                      .items(
                          "/api/v1/executions?namespace=overlap&status=queued,running,cancelling")
                      .isEmpty());
      Life<?, WorkflowEvent> workflows =
          Life.read(continuo.brokers(), new WorkflowFamily(Topics.DEFAULT, Set.of("default")));
      MOST.forEach((kind, most) -> assertNeverMore(workflows, "overlap/" + kind, most));
      MOST.keySet().forEach(kind -> assertRecorded(continuo, kind, answers));
      long refused =
          workflows.eventsOf("overlap/refuse").stream()
              .filter(r -> r.event() instanceof WorkflowEvent.WorkflowCommandRejected)
              .count();
      assertThat(refused).as("refusals that are recorded").isEqualTo(count(answers, "refuse", 409));
    }
  }

  private static String definition(String kind, int most) {
    String policy =
        kind.equals("keyed")
            ? "policy: queue, max: 1, key: '${inputs.customer}'"
            : "policy: " + kind + ", max: " + most;
    return """
        inputs: { customer: { type: string, default: "" } }
        overlap: { %s }
        tasks: { a: { type: noop } }
        """
        .formatted(policy);
  }

  /** Status codes by policy. */
  private static Map<String, List<Integer>> startAll(Api api) throws Exception {
    Map<String, List<Integer>> answers = new HashMap<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      Map<String, List<Future<Integer>>> asked = new HashMap<>();
      for (int i = 0; i < EACH; i++) {
        for (String kind : MOST.keySet()) {
          int number = i;
          asked
              .computeIfAbsent(kind, k -> new ArrayList<>())
              .add(callers.submit(() -> start(api, kind, number)));
        }
      }
      for (Map.Entry<String, List<Future<Integer>>> entry : asked.entrySet()) {
        for (Future<Integer> one : entry.getValue()) {
          answers.computeIfAbsent(entry.getKey(), k -> new ArrayList<>()).add(one.get());
        }
      }
    }
    return answers;
  }

  private static int start(Api api, String kind, int number) {
    String path = "/api/v1/namespaces/overlap/workflows/" + kind + "/executions";
    String body = "{\"inputs\": {\"customer\": \"c%d\"}}".formatted(number % CUSTOMERS);
    return api.post(path, body, "Idempotency-Key", "k" + number).status();
  }

  private static long count(Map<String, List<Integer>> answers, String kind, int status) {
    return answers.getOrDefault(kind, List.of()).stream().filter(s -> s == status).count();
  }

  /** By the workflow's own events, in their order. */
  private static void assertNeverMore(Life<?, WorkflowEvent> workflows, String workflow, int most) {
    Map<ExecutionId, String> customers = new HashMap<>();
    Map<String, Integer> live = new HashMap<>();
    int reached = 0;
    for (Recorded<WorkflowEvent> recorded : workflows.eventsOf(workflow)) {
      if (recorded.event() instanceof ExecutionTriggered e) {
        String customer = workflow.endsWith("keyed") ? e.inputs().values().toString() : "";
        customers.put(e.execution(), customer);
      }
      Stream<ExecutionId> started =
          switch (recorded.event()) {
            case ExecutionTriggered e when !e.held() -> Stream.of(e.execution());
            case WorkflowEvent.ExecutionReleased e -> Stream.of(e.execution());
            default -> Stream.of();
          };
      for (ExecutionId execution : started.toList()) {
        int now = live.merge(customers.getOrDefault(execution, ""), 1, Integer::sum);
        assertThat(now).as(() -> workflows.compact(workflow)).isLessThanOrEqualTo(most);
        reached = Math.max(reached, now);
      }
      if (recorded.event() instanceof WorkflowEvent.ExecutionFinished e) {
        live.merge(customers.getOrDefault(e.execution(), ""), -1, Integer::sum);
      }
    }
    assertThat(reached).as(workflow + ", most at once").isEqualTo(most);
    assertThat(live.values()).as(workflow).containsOnly(0);
  }

  private static void assertRecorded(
      InThisProcess continuo, String kind, Map<String, List<Integer>> answers) {
    Map<String, Long> statuses =
        continuo.executions("overlap/" + kind, "").stream()
            .collect(Collectors.groupingBy(e -> e.path("status").asText(), Collectors.counting()));
    System.out.println("overlap " + kind + ": " + statuses);
    long created = count(answers, kind, 201);
    assertThat(statuses.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(created);
    switch (kind) {
      case "queue", "keyed" -> assertThat(statuses).isEqualTo(Map.of("succeeded", (long) EACH));
      case "skip" -> {
        assertThat(created).isEqualTo(EACH);
        assertThat(statuses).containsOnlyKeys("succeeded", "skipped");
      }
      case "refuse" -> {
        assertThat(created + count(answers, kind, 409)).isEqualTo(EACH);
        assertThat(statuses).containsOnlyKeys("succeeded");
      }
      default -> {
        assertThat(created).isEqualTo(EACH);
        assertThat(Set.of("succeeded", "skipped", "cancelled")).containsAll(statuses.keySet());
      }
    }
  }
}
