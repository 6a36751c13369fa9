package io.continuo.cli.follow;

import io.continuo.cli.output.Colour;
import io.continuo.cli.output.Times;
import io.continuo.cli.session.Terminal;
import io.continuo.sdk.time.Backfill;
import io.continuo.sdk.time.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a followed backfill is shown; always on stderr, since it is progress. */
public final class BackfillDisplay {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final int STEPS_SHOWN = 15;

  private final Terminal terminal;
  private final Manner manner;
  private final Frame frame;
  private List<String> page = List.of();
  private String seenStatus = "";
  private String seenCounts = "";
  private Instant lineDue = Instant.MIN;

  private enum Manner {
    QUIET,
    LINES,
    REDRAWN
  }

  /** With {@code shown}, also what happens on the way and not only the end. */
  public BackfillDisplay(Terminal terminal, boolean shown) {
    this.terminal = terminal;
    this.frame = new Frame(terminal.err(), terminal.unicode());
    boolean redrawn =
        terminal.errIsTerminal() && !terminal.variable("TERM").equals(Optional.of("dumb"));
    this.manner = !shown ? Manner.QUIET : redrawn ? Manner.REDRAWN : Manner.LINES;
  }

  void show(Backfill backfill) {
    switch (manner) {
      case QUIET -> {}
      case LINES -> lines(backfill);
      case REDRAWN -> {
        page = page(backfill);
        frame.draw(page);
      }
    }
  }

  /** The server gives no answer, once for each time it goes away. */
  void away() {
    switch (manner) {
      case QUIET, LINES -> terminal.err().println(PatientReader.AWAY);
      case REDRAWN ->
          frame.draw(Stream.concat(page.stream(), Stream.of(PatientReader.AWAY)).toList());
    }
  }

  void end(Backfill backfill) {
    terminal
        .err()
        .println(
            "backfill "
                + backfill.id()
                + "  "
                + headline(backfill)
                + "  "
                + counts(backfill.progress()));
    if (!backfill.isSuccess()) {
      terminal.err().println("  continuo backfill slots " + backfill.id());
    }
  }

  /** A change of the status is worth a line at once, progress one now and then. */
  private void lines(Backfill backfill) {
    String counts = counts(backfill.progress());
    boolean news = !backfill.status().equals(seenStatus);
    boolean due = !counts.equals(seenCounts) && !terminal.now().isBefore(lineDue);
    if ((news || due) && !backfill.isEnded()) {
      terminal
          .err()
          .println(
              terminal.now().truncatedTo(ChronoUnit.SECONDS)
                  + "  "
                  + headline(backfill)
                  + "  "
                  + counts);
      seenStatus = backfill.status();
      seenCounts = counts;
      lineDue = terminal.now().plus(BETWEEN_LINES);
    }
  }

  private List<String> page(Backfill backfill) {
    Progress all = backfill.progress();
    List<String> page = new ArrayList<>();
    page.add(headline(backfill));
    page.add(frame.bar(all.done(), all.total()) + "  " + counts(all));
    List<Backfill.Step> steps = backfill.steps().size() > 1 ? backfill.steps() : List.of();
    steps.stream()
        .limit(STEPS_SHOWN)
        .forEach(step -> page.add("  " + step.workflow() + "  " + counts(step.progress())));
    if (steps.size() > STEPS_SHOWN) {
      page.add("  ... and " + (steps.size() - STEPS_SHOWN) + " more workflows");
    }
    return page;
  }

  private String headline(Backfill backfill) {
    String range =
        backfill.from().map(from -> " " + from + ".." + backfill.to().orElse("")).orElse("");
    return backfill.workflow()
        + range
        + "  "
        + painted(backfill.status())
        + Times.took(backfill.createdAt(), backfill.endedAt(), terminal.now())
            .map(took -> "  " + took)
            .orElse("");
  }

  /** {@code 12 of 60: 10 succeeded 2 failed 1 running}, without what is nought. */
  private String counts(Progress progress) {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("succeeded", progress.succeeded());
    parts.put("failed", progress.failed());
    parts.put("skipped", progress.skipped());
    parts.put("running", progress.running());
    String told =
        parts.entrySet().stream()
            .filter(part -> part.getValue() > 0)
            .map(part -> number(part.getValue()) + " " + painted(part.getKey()))
            .collect(Collectors.joining("  "));
    return number(progress.done())
        + " of "
        + number(progress.total())
        + (told.isEmpty() ? "" : ": " + told);
  }

  private String painted(String word) {
    return terminal.colours(terminal.errIsTerminal()) ? Colour.ofStatus(word).paint(word) : word;
  }

  private static String number(long slots) {
    return String.format(Locale.ROOT, "%,d", slots);
  }
}
