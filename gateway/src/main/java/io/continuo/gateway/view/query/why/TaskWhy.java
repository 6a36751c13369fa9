package io.continuo.gateway.view.query.why;

import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.Outline;
import io.continuo.gateway.view.query.TaskSummary;
import io.continuo.gateway.view.query.TaskSummary.Attempt;
import io.continuo.gateway.view.query.Tasks;
import io.continuo.gateway.view.query.why.Reason.Kind;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Why each task of a running execution that is not at its end is not there yet. */
final class TaskWhy {
  private final Jdbi jdbi;
  private final Tasks tasks;
  private final Definitions definitions;
  private final Queues queues;
  private final LimitWhy limits;

  TaskWhy(Jdbi jdbi, Tasks tasks, Definitions definitions, Queues queues, LimitWhy limits) {
    this.jdbi = jdbi;
    this.tasks = tasks;
    this.definitions = definitions;
    this.queues = queues;
    this.limits = limits;
  }

  /** A retry that is to come. */
  private record Retry(int number, int epoch, Instant due) {
    boolean follows(Attempt attempt) {
      return number > attempt.number() || (number == attempt.number() && epoch > attempt.epoch());
    }

    /** Another dispatch of the same attempt was no fault of the task's: its number stays. */
    String told() {
      return epoch == 1
          ? "attempt %d starts".formatted(number)
          : "attempt %d is started again, at no charge to the task's retries,".formatted(number);
    }
  }

  /** What is asked once for all tasks of an execution. */
  private record Facts(
      Map<String, String> open,
      Map<String, Outline> outlines,
      Map<String, Retry> retries,
      Map<String, Reason> permits,
      List<Server> servers) {}

  List<Reason> of(ExecutionSummary execution, Instant now) {
    List<TaskSummary> unfinished = tasks.unfinished(execution);
    Map<String, String> open = new LinkedHashMap<>();
    unfinished.forEach(task -> open.put(task.name(), task.status()));
    Facts facts =
        new Facts(
            open,
            definitions.outlines(execution.digest()),
            retries(execution.id()),
            limits.of(execution.id(), now),
            queues.servers());
    List<Reason> reasons = new ArrayList<>();
    unfinished.forEach(task -> reasons.add(why(task, facts).of(task.name())));
    return reasons;
  }

  private static Reason why(TaskSummary task, Facts facts) {
    if (task.attempts().isEmpty()) {
      return unscheduled(task, facts);
    }
    Attempt last = task.attempts().getLast();
    if (last.outcome().isPresent()) {
      return failed(last, Optional.ofNullable(facts.retries.get(task.name())));
    }
    if (last.startedAt().isPresent()) {
      return running(last, last.startedAt().get());
    }
    if (last.scheduledAt().isPresent()) {
      String queue = facts.outlines.getOrDefault(task.name(), NOTHING).queue().orElse("unknown");
      return Dispatched.why(
          queue, task.type().orElse("unknown"), last.scheduledAt().get(), facts.servers);
    }
    Reason permit = facts.permits.get(task.name());
    return permit == null
        ? Reason.of(Kind.LIMIT, last.message().orElse("asks for permits"))
        : permit;
  }

  private static final Outline NOTHING = new Outline(Optional.empty(), Optional.empty(), List.of());

  private static Reason unscheduled(TaskSummary task, Facts facts) {
    Map<String, Value> parents = new LinkedHashMap<>();
    for (String parent : task.after()) {
      String status = facts.open.get(parent);
      if (status != null) {
        parents.put(parent, Value.of(status));
      }
    }
    if (parents.isEmpty()) {
      return Reason.of(Kind.READY, "nothing is wanting: the engine schedules it next");
    }
    String listed =
        parents.keySet().stream()
            .map(parent -> parent + " (" + facts.open.get(parent) + ")")
            .collect(Collectors.joining(", "));
    return Reason.of(Kind.PARENTS, "waits for " + listed)
        .with("waitsFor", new Value.Fields(parents));
  }

  private static Reason running(Attempt attempt, Instant since) {
    String runner = attempt.runner().orElse("a runner");
    return Reason.of(
            Kind.RUNNING,
            "attempt %d runs on %s since %s".formatted(attempt.number(), runner, since))
        .with("runner", runner)
        .with("attempt", attempt.number())
        .with("since", since);
  }

  private static Reason failed(Attempt last, Optional<Retry> retry) {
    String cause = last.message().orElse(last.outcome().orElse(""));
    if (retry.isEmpty() || !retry.get().follows(last)) {
      return Reason.of(
          Kind.READY, "its last attempt ended (" + cause + "): the engine decides next");
    }
    Retry next = retry.get();
    return Reason.of(Kind.BACKOFF, "%s at %s, after: %s".formatted(next.told(), next.due(), cause))
        .with("attempt", next.number())
        .with("until", next.due())
        .with("cause", cause);
  }

  private Map<String, Retry> retries(String execution) {
    Map<String, Retry> retries = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select * from retry where execution = :execution")
                .bind("execution", execution)
                .map(
                    (row, _) ->
                        Map.entry(
                            row.getString("task"),
                            new Retry(
                                row.getInt("number"),
                                row.getInt("epoch"),
                                Instant.ofEpochMilli(row.getLong("due_at")))))
                .forEach(entry -> retries.put(entry.getKey(), entry.getValue())));
    return retries;
  }
}
