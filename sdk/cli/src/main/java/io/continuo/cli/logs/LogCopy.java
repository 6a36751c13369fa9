package io.continuo.cli.logs;

import io.continuo.sdk.Executions;
import io.continuo.sdk.model.Attempt;
import io.continuo.sdk.model.TaskView;
import io.continuo.sdk.problem.InterruptedCallException;
import io.continuo.sdk.transport.LogReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Copies the logs of a run's tasks to stdout: one log as it is, several with the task's name before
 * each line.
 */
public final class LogCopy {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Executions executions;
  private final PrintStream out;
  private final boolean coloured;
  private final Selection selection;
  private final Map<String, Integer> copied = new HashMap<>();
  private int prefixWidth;

  /**
   * Which logs.
   *
   * @param task only this one; all when empty
   * @param attempt only this one; when empty the newest, and while following those that come after
   *     it
   * @param stream only this one; all when empty
   * @param tail only so many bytes of what is there already; all when empty
   */
  public record Selection(
      String execution,
      Optional<String> task,
      Optional<Integer> attempt,
      Optional<String> stream,
      Optional<Long> tail) {}

  /**
   * Copies.
   *
   * @param coloured whether the streams are told apart by colours
   */
  public LogCopy(Executions executions, PrintStream out, boolean coloured, Selection selection) {
    this.executions = executions;
    this.out = out;
    this.coloured = coloured;
    this.selection = selection;
  }

  /** Copies what is there now; false when none of the tasks has started. */
  public boolean copyNow(List<TaskView> tasks) {
    prefixWidth = width(tasks);
    boolean any = false;
    for (TaskView task : tasks) {
      for (int attempt : newAttempts(task)) {
        copy(task.name(), attempt, false);
        any = true;
      }
    }
    return any;
  }

  /** Copies until the tasks have ended, retries included. */
  public void follow(List<TaskView> tasks) {
    prefixWidth = width(tasks);
    List<TaskView> current = tasks;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> copies = new ArrayList<>();
      while (true) {
        for (TaskView task : current) {
          newAttempts(task)
              .forEach(
                  attempt -> copies.add(threads.submit(() -> copy(task.name(), attempt, true))));
        }
        if (isOver(current, copies)) {
          return;
        }
        pause();
        current = executions.tasks(selection.execution()).filter(this::isSelected).toList();
      }
    }
  }

  public boolean isSelected(TaskView task) {
    return selection.task().map(task.name()::equals).orElse(true);
  }

  /**
   * Attempts not copied so far, which from then on count as copied: at first the newest, later
   * each.
   */
  private List<Integer> newAttempts(TaskView task) {
    List<Integer> wanted =
        task.attempts().stream()
            .map(Attempt::number)
            .filter(number -> selection.attempt().map(number::equals).orElse(true))
            .filter(number -> number > copied.getOrDefault(task.name(), 0))
            .toList();
    List<Integer> chosen =
        wanted.isEmpty() || copied.containsKey(task.name()) ? wanted : List.of(wanted.getLast());
    chosen.forEach(number -> copied.put(task.name(), number));
    return chosen;
  }

  private boolean isOver(List<TaskView> tasks, List<Future<?>> copies) {
    for (Future<?> copy : copies) {
      if (copy.state() == Future.State.FAILED
          && copy.exceptionNow() instanceof RuntimeException failure) {
        throw failure;
      }
    }
    return tasks.stream().allMatch(task -> task.status().isFinished() || isPast(task))
        && copies.stream().allMatch(Future::isDone);
  }

  /** With a chosen attempt, there is nothing to wait for once it was copied. */
  private boolean isPast(TaskView task) {
    return selection
        .attempt()
        .map(number -> copied.getOrDefault(task.name(), 0) >= number)
        .orElse(false);
  }

  private void copy(String task, int attempt, boolean follow) {
    try (OutputStream sink = sink(task)) {
      LogReader log = executions.logs(selection.execution(), task, attempt);
      long offset = selection.tail().map(tail -> Math.max(0, log.size() - tail)).orElse(0L);
      if (coloured) {
        log.copy(offset, follow, selection.stream(), new ColouredLog(sink));
      } else if (selection.stream().isPresent()) {
        log.copy(offset, follow, selection.stream(), (_, bytes) -> write(sink, bytes));
      } else {
        log.copy(offset, follow, sink);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream sink, byte[] bytes) throws IOException {
    sink.write(bytes);
    sink.flush();
  }

  private OutputStream sink(String task) {
    return selection.task().isPresent()
        ? new UnclosedOutput(out)
        : new PrefixedOutput(out, String.format("%-" + prefixWidth + "s | ", task));
  }

  private static int width(List<TaskView> tasks) {
    return tasks.stream().mapToInt(task -> task.name().length()).max().orElse(1);
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      throw new InterruptedCallException(e);
    }
  }
}
