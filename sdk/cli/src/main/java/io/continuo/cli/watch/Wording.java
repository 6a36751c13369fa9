package io.continuo.cli.watch;

import io.continuo.cli.output.Colour;
import io.continuo.cli.output.Times;
import io.continuo.sdk.model.Attempt;
import io.continuo.sdk.model.Execution;
import io.continuo.sdk.model.TaskView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs and tasks in words, the same in every display. */
public record Wording(boolean colours, InstantSource clock) {
  private static final int FAILED_SHOWN = 10;

  Instant now() {
    return clock.instant();
  }

  String status(String word) {
    return colours ? Colour.ofStatus(word).paint(word) : word;
  }

  /** Workflow, partition, status and how long it takes. */
  String headline(Execution execution) {
    return execution.workflow()
        + execution.partition().map(label -> " " + label).orElse("")
        + (execution.run() > 1 ? " run " + execution.run() : "")
        + "  "
        + status(execution.status().word())
        + Times.took(execution.startedAt(), execution.endedAt(), now())
            .map(took -> "  " + took)
            .orElse("");
  }

  /** {@code 3 running 12,000 succeeded}. */
  String counts(RunSnapshot snapshot) {
    return snapshot.counts().entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%,d ", entry.getValue()) + status(entry.getKey()))
        .collect(Collectors.joining("  "));
  }

  /** How long, which attempt, why it failed: what is worth knowing beside a task's status. */
  String details(TaskView task) {
    Optional<Attempt> last = task.lastAttempt();
    List<String> details = new ArrayList<>();
    last.flatMap(attempt -> Times.took(attempt.startedAt(), attempt.endedAt(), now()))
        .ifPresent(details::add);
    last.filter(attempt -> attempt.number() > 1)
        .ifPresent(attempt -> details.add("attempt " + attempt.number()));
    if (!task.status().isSuccess()) {
      last.flatMap(Attempt::exitCode)
          .filter(code -> code != 0)
          .ifPresent(code -> details.add("exit " + code));
      last.flatMap(Attempt::message)
          .or(task::message)
          .filter(text -> !text.isBlank())
          .ifPresent(text -> details.add(firstLine(text)));
    }
    return String.join("  ", details);
  }

  /** How it ended and, if badly, because of which tasks and where to look. */
  List<String> summary(RunSnapshot snapshot, List<TaskView> failed) {
    Execution execution = snapshot.execution();
    List<String> lines = new ArrayList<>();
    lines.add("execution " + execution.id() + "  " + headline(execution));
    execution
        .message()
        .filter(text -> !text.isBlank())
        .ifPresent(text -> lines.add("  " + firstLine(text)));
    failed.stream()
        .limit(FAILED_SHOWN)
        .forEach(
            task -> {
              lines.add(
                  "  " + task.name() + "  " + status(task.status().word()) + "  " + details(task));
              lines.add("    continuo logs " + execution.id() + " " + task.name());
            });
    if (failed.size() > FAILED_SHOWN) {
      lines.add(
          "  and "
              + (failed.size() - FAILED_SHOWN)
              + " more: continuo describe execution "
              + execution.id());
    }
    return lines;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
