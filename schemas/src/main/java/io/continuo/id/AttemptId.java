package io.continuo.id;

/**
 * One launch of a task. A user-charged retry raises {@code number}; a re-dispatch at the platform's
 * cost (lost runner, image pull) keeps the number and raises {@code epoch}. Containers, jobs and
 * process directories are named from it, so launching twice attaches instead.
 *
 * @param number 1 for the first attempt of a task
 * @param epoch 1 for the first dispatch of an attempt
 */
public record AttemptId(ExecutionId execution, String task, int number, int epoch) {
  public AttemptId {
    if (number < 1 || epoch < 1) {
      throw new IllegalArgumentException(
          "attempt number and epoch count from 1: " + number + ", " + epoch);
    }
  }

  /** Parses the form that {@link #toString} writes. */
  public static AttemptId parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "'" + text + "' is not of the form execution/task/number/epoch");
    }
    return new AttemptId(
        ExecutionId.parse(parts[0]),
        parts[1],
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]));
  }

  /** {@code execution/task/number/epoch}. */
  @Override
  public String toString() {
    return execution + "/" + task + "/" + number + "/" + epoch;
  }
}
