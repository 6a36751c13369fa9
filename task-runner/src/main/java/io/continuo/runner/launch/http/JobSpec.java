package io.continuo.runner.launch.http;

import com.jayway.jsonpath.JsonPath;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code poll} of a task: how the job that its request creates is followed, by which condition
 * it has ended or failed, and how it is cancelled.
 *
 * @param message where a failed job says why
 * @param retry how many polls in a row may fail; without it, polls may fail for a while
 */
record JobSpec(
    RequestSpec poll,
    Duration every,
    Condition until,
    Optional<Condition> failed,
    Optional<JsonPath> message,
    Optional<Long> retry,
    Optional<RequestSpec> cancel) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration EVERY = Duration.ofSeconds(10);

  /** Empty when the task ends with the answer to its request. */
  static Optional<JobSpec> of(Spec task) throws LaunchException {
    if (task.field("poll").isEmpty()) {
      return Optional.empty();
    }
    Spec poll = task.section("poll");
    if (poll.field("request").isEmpty()) {
      throw poll.wrong("request", "is missing: write request: { url: 'https://...' }");
    }
    return Optional.of(
        new JobSpec(
            RequestSpec.of(poll.section("request"), "GET", TIMEOUT),
            poll.duration("every", EVERY),
            Condition.of(poll, "until"),
            poll.field("failed").isEmpty()
                ? Optional.empty()
                : Optional.of(Condition.of(poll, "failed")),
            Results.path(poll, "message"),
            retry(poll),
            poll.field("cancel").isEmpty()
                ? Optional.empty()
                : Optional.of(RequestSpec.of(poll.section("cancel"), "POST", TIMEOUT))));
  }

  private static Optional<Long> retry(Spec poll) throws LaunchException {
    Optional<Value> retry = poll.field("retry");
    if (retry.isEmpty()) {
      return Optional.empty();
    }
    if (retry.get() instanceof Value.Whole(long times) && times >= 0) {
      return Optional.of(times);
    }
    throw poll.wrong("retry", "must be how many polls in a row may fail, such as 5");
  }

  /** The paths that the conditions look at: together the job's state as far as it matters. */
  List<JsonPath> watched() {
    List<JsonPath> paths = new ArrayList<>(until.named());
    failed.ifPresent(condition -> paths.addAll(condition.named()));
    return paths;
  }
}
