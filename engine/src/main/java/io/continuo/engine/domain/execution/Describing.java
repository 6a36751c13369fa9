package io.continuo.engine.domain.execution;

/** States of a task in words, for the messages that people read. */
final class Describing {
  private Describing() {}

  static String standing(TaskState state) {
    return switch (state) {
      case TaskState.Pending pending -> "the task waits for its parents";
      case TaskState.Awaiting awaiting ->
          attempt(awaiting.progress()) + " waits for permits of limit '" + awaiting.limit() + "'";
      case TaskState.Queued queued -> "the task is queued as " + attempt(queued.progress());
      case TaskState.Held held -> attempt(held.progress()) + " runs on " + held.runner().name();
      case TaskState.Backoff backoff ->
          "the task waits until " + backoff.due() + " for " + attempt(backoff.progress());
      case TaskState.Fallen fallen -> attempt(fallen.progress()) + " has just failed";
      case TaskState.Done done -> "the task has ended";
    };
  }

  private static String attempt(Progress progress) {
    return "attempt " + progress.number() + " (epoch " + progress.epoch() + ")";
  }
}
