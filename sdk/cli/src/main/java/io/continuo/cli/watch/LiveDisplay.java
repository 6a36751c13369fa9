package io.continuo.cli.watch;

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
  private static final String ESC = "\u001b[";
  private static final int BAR = 30;

  private final PrintStream err;
  private final Wording wording;
  private final boolean unicode;
  private final int rows;
  private Optional<RunSnapshot> last = Optional.empty();
  private int drawn;

  /** {@code rows} of the terminal: what is taller cannot be redrawn. */
  public LiveDisplay(PrintStream err, Wording wording, boolean unicode, int rows) {
    this.err = err;
    this.wording = wording;
    this.unicode = unicode;
    this.rows = rows;
  }

  @Override
  public void show(RunSnapshot snapshot) {
    last = Optional.of(snapshot);
    draw(frame(snapshot));
  }

  @Override
  public void tick() {
    last.ifPresent(snapshot -> draw(frame(snapshot)));
  }

  @Override
  public void away() {
    List<String> frame = new ArrayList<>(last.map(this::frame).orElse(List.of()));
    frame.add(Wording.AWAY);
    draw(frame);
  }

  @Override
  public void end(RunSnapshot snapshot, List<TaskView> failed) {
    wording.summary(snapshot, failed).forEach(err::println);
  }

  /**
   * One write a frame, or it flickers. Wrapping is off meanwhile: a wrapped line would be two rows
   * to move up.
   */
  private void draw(List<String> frame) {
    StringBuilder text = new StringBuilder(ESC + "?7l");
    if (drawn > 0) {
      text.append(ESC).append(drawn).append("A\r");
    }
    frame.forEach(line -> text.append(line).append(ESC).append("K\n"));
    text.append(ESC).append("J").append(ESC).append("?7h");
    err.print(text);
    err.flush();
    drawn = frame.size();
  }

  private List<String> frame(RunSnapshot snapshot) {
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
    int filled = all == 0 ? 0 : (int) (done * BAR / all);
    String full = unicode ? "█" : "#";
    String empty = unicode ? "░" : ".";
    return full.repeat(filled) + empty.repeat(BAR - filled) + " " + done + "/" + all;
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
