package io.continuo.runner.launch.http;

import com.jayway.jsonpath.JsonPath;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.http.RequestSpec.Ready;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Looks at a remote job and says what the answer means. What it saw goes to the task's log whenever
 * it changes. Used by one thread.
 */
final class JobWatch {
  /** Too early, too many, timed out: as passing as the 5xx. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private static final Duration SLOW = Duration.ofMinutes(1);
  private static final Duration LONGEST_WISH = Duration.ofMinutes(10);

  private final JobSpec spec;
  private final Results results;
  private final JobFiles files;
  private final Sender sender;
  private final Duration outage;
  private volatile String lastSeen = "nothing yet";
  private int failures;
  private long failingSince;
  private Duration wish = Duration.ZERO;

  /**
   * @param outage how long polls may fail when the author does not say how often
   */
  JobWatch(HttpTask task, JobSpec spec, Sender sender, Duration outage) {
    this.spec = spec;
    this.results = task.results();
    this.files = new JobFiles(task.workspace());
    this.sender = sender;
    this.outage = outage;
  }

  /** What the last look showed. */
  String lastSeen() {
    return lastSeen;
  }

  /**
   * Looks once.
   *
   * @return how the job ended, or that it cannot be seen any more; empty while it goes on
   * @throws LaunchException when its answers are of no use, and it may go on there
   */
  Optional<Ending> look(Ready ready) throws LaunchException, IOException, InterruptedException {
    HttpResponse<byte[]> answer;
    try {
      answer = sender.ask(ready);
    } catch (NoAnswer e) {
      if (e.kind() == NoAnswer.Kind.UNUSABLE) {
        throw LaunchException.user(e.told());
      }
      return failed(e.told(), Duration.ZERO);
    }
    int status = answer.statusCode();
    if (spec.poll().accepts(status)) {
      failures = 0;
      return answered(ready.target(), answer);
    }
    if (status >= 500 || PASSING.contains(status)) {
      return failed(ready.target() + " answered with status " + status, retryAfter(answer));
    }
    files.logAnswer(answer.body());
    throw LaunchException.user(Answers.unexpected(ready.target(), answer));
  }

  private Optional<Ending> answered(String target, HttpResponse<byte[]> answer)
      throws LaunchException, IOException {
    Document document = Document.read(answer.body(), target);
    see(answer.statusCode() + watched(document));
    if (spec.failed().isPresent() && spec.failed().get().holds(document)) {
      return Optional.of(new Ending.Broken(Fault.USER, message(spec.failed().get(), document)));
    }
    return spec.until().holds(document)
        ? Optional.of(done(target, answer.body()))
        : Optional.empty();
  }

  private Ending done(String target, byte[] answer) throws IOException {
    Workspace workspace = files.workspace();
    try {
      if (workspace.task().orElseThrow().declaresOutputs()) {
        Files.write(workspace.outputs(), results.outputs(answer, target));
      }
      return Ending.exited(0);
    } catch (LaunchException e) {
      return e.asEnding();
    }
  }

  private String message(Condition failed, Document document) throws LaunchException {
    Optional<Document.Found> told =
        spec.message().isPresent() ? document.find(spec.message().get()) : Optional.empty();
    return "the remote job failed: "
        + told.filter(Document.Found::isSomething)
            .map(Document.Found::plain)
            .orElse("'" + failed.text() + "' holds for " + document.shown());
  }

  private String watched(Document document) throws LaunchException {
    List<String> values = new ArrayList<>();
    for (JsonPath path : spec.watched()) {
      String value = document.find(path).map(Document.Found::json).orElse("absent");
      String line = " " + path.getPath() + " = " + Document.shortened(value);
      if (!values.contains(line)) {
        values.add(line);
      }
    }
    return String.join(",", values);
  }

  private Optional<Ending> failed(String why, Duration wished) throws IOException {
    wish = wished;
    if (failures++ == 0) {
      failingSince = System.nanoTime();
    }
    see("no answer to count on: " + why);
    Duration failing = Duration.ofNanos(System.nanoTime() - failingSince);
    boolean enough =
        spec.retry().map(times -> failures > times).orElse(failing.compareTo(outage) >= 0);
    return enough
        ? Optional.of(
            new Ending.Broken(
                Fault.PLATFORM,
                "the remote job cannot be seen: %d polls in a row failed, the last: %s; the job may still run, the next dispatch asks for the same one"
                    .formatted(failures, why)))
        : Optional.empty();
  }

  private void see(String now) throws IOException {
    if (!now.equals(lastSeen)) {
      lastSeen = now;
      files.log(now);
    }
  }

  /** In seconds; the other form, a date, is for people. */
  private static Duration retryAfter(HttpResponse<byte[]> answer) {
    Duration wished =
        answer
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(Duration.ZERO);
    return wished.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wished;
  }

  /** Until the first look: somewhere in an interval, so that many jobs do not ask at once. */
  Duration firstPause() {
    return spec.every().multipliedBy(ThreadLocalRandom.current().nextInt(1001)).dividedBy(1000);
  }

  /** Until the next look: the interval give or take a tenth; longer while polls fail. */
  Duration pause() {
    Duration pause = spec.every();
    if (failures > 0) {
      Duration slow = pause.compareTo(SLOW) > 0 ? pause : SLOW;
      Duration doubled = pause.multipliedBy(1L << Math.min(failures, 6));
      pause = doubled.compareTo(slow) > 0 ? slow : doubled;
      pause = wish.compareTo(pause) > 0 ? wish : pause;
    }
    return pause.multipliedBy(ThreadLocalRandom.current().nextInt(900, 1101)).dividedBy(1000);
  }
}
