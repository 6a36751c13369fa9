package io.continuo.cli.watch;

import io.continuo.cli.follow.Frame;
import io.continuo.cli.follow.PatientReader;
import io.continuo.cli.output.Colour;
import io.continuo.sdk.model.Status;
import io.continuo.sdk.model.TaskView;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redraws a tree of tasks in place on a terminal; counters and a bar where there are too many. */
public final class LiveDisplay implements Display {
  private final PrintStream err;
  private final Frame frame;
  private final Wording wording;
  private final boolean unicode;
  private final int rows;
  private Optional<RunSnapshot> last = Optional.empty();

  /** {@code rows} of the terminal: what is taller cannot be redrawn. */
  public LiveDisplay(PrintStream err, Wording wording, boolean unicode, int rows) {
    this.err = err;
    this.frame = new Frame(err, unicode);
    this.wording = wording;
    this.unicode = unicode;
    this.rows = rows;
  }

  @Override
  public void show(RunSnapshot snapshot) {
    last = Optional.of(snapshot);
    frame.draw(lines(snapshot));
  }

  @Override
  public void tick() {
    last.ifPresent(snapshot -> frame.draw(lines(snapshot)));
  }

  @Override
  public void away() {
    List<String> lines = new ArrayList<>(last.map(this::lines).orElse(List.of()));
    lines.add(PatientReader.AWAY);
    frame.draw(lines);
  }

  @Override
  public void end(RunSnapshot snapshot, List<TaskView> failed) {
    wording.summary(snapshot, failed).forEach(err::println);
  }

  private List<String> lines(RunSnapshot snapshot) {
    List<String> lines = new ArrayList<>();
    lines.add(wording.headline(snapshot.execution()));
    lines.add(bar(snapshot) + "  " + wording.counts(snapshot));
    List<TaskTree.Branch> branches = TaskTree.of(snapshot.tasks(), unicode);
    int width = branches.stream().mapToInt(TaskTree.Branch::width).max().orElse(0);
    int room = Math.max(0, rows - 4);
    branches.stream().limit(room).forEach(branch -> lines.add(task(branch, width)));
    if (branches.size() > room) {
      lines.add("... and " + (branches.size() - room) + " more tasks");
    }
    return lines;
  }

  private String task(TaskTree.Branch branch, int width) {
    TaskView task = branch.task();
    String word = task.status().word();
    Colour colour = wording.colours() ? Colour.ofStatus(word) : Colour.NONE;
    String gap = " ".repeat(width - branch.width() + 2);
    return branch.prefix()
        + colour.paint(sign(word) + " " + task.name() + gap + String.format("%-10s", word))
        + "  "
        + wording.details(task);
  }

  private String bar(RunSnapshot snapshot) {
    long all = snapshot.counts().values().stream().mapToLong(Long::longValue).sum();
    long done =
        snapshot.counts().entrySet().stream()
            .filter(entry -> new Status(entry.getKey()).isFinished())
            .mapToLong(Map.Entry::getValue)
            .sum();
    return frame.bar(done, all);
  }

  private String sign(String word) {
    return switch (word) {
      case "succeeded" -> unicode ? "✓" : "+";
      case "failed", "timed-out", "upstream-failed" -> unicode ? "✗" : "x";
      case "running" -> unicode ? "●" : "*";
      case "retrying" -> unicode ? "↻" : "r";
      case "skipped", "cancelled" -> unicode ? "⊘" : "-";
      default -> unicode ? "○" : ".";
    };
  }
}
