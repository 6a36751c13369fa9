package io.continuo.cli.watch;

import io.continuo.cli.follow.PatientReader;
import io.continuo.sdk.model.TaskView;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One line for each change, with its time: for logs and pipes, where nothing can be redrawn. */
public final class LineDisplay implements Display {
  private static final Duration BETWEEN_COUNTERS = Duration.ofSeconds(5);

  private final PrintStream err;
  private final Wording wording;
  private final Map<String, String> seen = new HashMap<>();
  private String seenStatus = "";
  private String seenCounts = "";
  private Instant countersDue = Instant.MIN;

  public LineDisplay(PrintStream err, Wording wording) {
    this.err = err;
    this.wording = wording;
  }

  @Override
  public void show(RunSnapshot snapshot) {
    String status = snapshot.execution().status().word();
    if (!status.equals(seenStatus) && !snapshot.isFinished()) {
      line(wording.headline(snapshot.execution()));
    }
    seenStatus = status;
    snapshot.tasks().stream().sorted(TaskView.byStart()).forEach(this::task);
    if (snapshot.tasks().isEmpty()) {
      counters(snapshot);
    }
  }

  @Override
  public void tick() {}

  @Override
  public void away() {
    line(PatientReader.AWAY);
  }

  @Override
  public void end(RunSnapshot snapshot, List<TaskView> failed) {
    wording.summary(snapshot, failed).forEach(err::println);
  }

  /** Waiting is where all tasks begin: not worth a line. */
  private void task(TaskView task) {
    String state = task.status().word() + "/" + task.attempts().size();
    boolean isNew = !Objects.equals(seen.put(task.name(), state), state);
    if (isNew && !task.status().word().equals("waiting")) {
      line(
          task.name() + "  " + wording.status(task.status().word()) + "  " + wording.details(task));
    }
  }

  private void counters(RunSnapshot snapshot) {
    String counts = wording.counts(snapshot);
    if (!counts.equals(seenCounts)
        && (snapshot.isFinished() || !wording.now().isBefore(countersDue))) {
      line(counts);
      seenCounts = counts;
      countersDue = wording.now().plus(BETWEEN_COUNTERS);
    }
  }

  private void line(String text) {
    err.println(wording.now().truncatedTo(ChronoUnit.SECONDS) + "  " + text.stripTrailing());
  }
}
