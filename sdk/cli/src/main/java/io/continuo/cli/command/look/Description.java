package io.continuo.cli.command.look;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.output.Colour;
import io.continuo.cli.output.Table;
import io.continuo.cli.output.Times;
import io.continuo.cli.output.View;
import io.continuo.cli.output.Yaml;
import io.continuo.cli.session.Session;
import io.continuo.sdk.model.Attempt;
import io.continuo.sdk.model.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page about one thing: fields, then sections; what is empty is left out. */
final class Description {
  private final Instant now;
  private final boolean colours;
  private final List<String> lines = new ArrayList<>();

  private Description(Instant now, boolean colours) {
    this.now = now;
    this.colours = colours;
  }

  static Description of(Session session) {
    return new Description(
        session.terminal().now(), session.terminal().colours(session.terminal().outIsTerminal()));
  }

  /** As a table or name the page, else the document it was made from. */
  int show(Session session, JsonNode json) {
    session.output().document(json, lines);
    return ExitCode.OK.number();
  }

  Description field(String label, Object value) {
    lines.add(String.format("%-12s%s", label + ":", value));
    return this;
  }

  Description field(String label, Optional<?> value) {
    value.ifPresent(present -> field(label, present));
    return this;
  }

  /** Exact and relative. */
  Description time(String label, Optional<Instant> value) {
    return field(label, value.map(time -> time + " (" + Times.ago(time, now) + ")"));
  }

  <T> Description table(String title, View<T> view, List<T> items) {
    if (!items.isEmpty()) {
      Table table = new Table(view.headers());
      items.forEach(item -> table.add(view.row().apply(item, now)));
      section(title, table.lines(colours));
    }
    return this;
  }

  Description yaml(String title, JsonNode node) {
    if (!node.isEmpty()) {
      section(title, Yaml.of(node).lines().toList());
    }
    return this;
  }

  /** Every failed attempt of a task in full, which a table cuts short. */
  void failures(TaskView task) {
    for (Attempt attempt : task.attempts()) {
      boolean failed =
          attempt.outcome().isPresent() && !attempt.outcome().equals(Optional.of("succeeded"));
      if (failed && attempt.message().isPresent()) {
        section(
            task.name() + ", attempt " + attempt.number() + ": " + attempt.outcome().get(),
            attempt.message().get().lines().toList());
      }
    }
  }

  private void section(String title, List<String> content) {
    lines.add("");
    lines.add(colours ? Colour.STRONG.paint(title) : title);
    content.forEach(line -> lines.add("  " + line));
  }
}
