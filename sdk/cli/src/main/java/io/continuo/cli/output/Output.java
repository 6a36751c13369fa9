package io.continuo.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.sdk.json.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes data to stdout in the wished format. Long lists are written while they are read, except as
 * a table.
 */
public final class Output {
  private final PrintStream out;
  private final Format format;
  private final boolean colours;

  public Output(PrintStream out, Format format, boolean colours) {
    this.out = out;
    this.format = format;
    this.colours = colours;
  }

  public Format format() {
    return format;
  }

  /** One thing; as a table, one row. */
  public <T> void one(T thing, View<T> view, Instant now) {
    switch (format) {
      case table -> table(Stream.of(thing), view, now);
      case name -> out.println(view.name().apply(thing));
      case json, yaml -> document(view.json().apply(thing));
    }
  }

  /** Many things; as JSON and YAML {@code {items: [...]}}, as the API answers. */
  public <T> void list(Stream<T> things, View<T> view, Instant now) {
    switch (format) {
      case table -> table(things, view, now);
      case name -> names(things, view);
      case json -> jsonItems(things.map(view.json()));
      case yaml -> yamlItems(things.map(view.json()));
    }
  }

  /** A document without a row of its own; as a table or name, the given lines. */
  public void document(JsonNode json, List<String> lines) {
    switch (format) {
      case table, name -> lines.forEach(out::println);
      case json, yaml -> document(json);
    }
  }

  /** A document around rows; JSON and YAML give all of it, a table and names the rows. */
  public <T> void rows(JsonNode json, List<T> rows, View<T> view, Instant now) {
    switch (format) {
      case table -> table(rows.stream(), view, now);
      case name -> names(rows.stream(), view);
      case json, yaml -> document(json);
    }
  }

  private void document(JsonNode json) {
    out.print(format == Format.yaml ? Yaml.of(json) : Json.pretty(json) + "\n");
    out.flush();
  }

  private <T> void table(Stream<T> things, View<T> view, Instant now) {
    Table table = new Table(view.headers());
    things.forEach(thing -> table.add(view.row().apply(thing, now)));
    table.lines(colours).forEach(out::println);
  }

  /** Stops when nobody reads any more, as in {@code continuo list executions | head}. */
  private <T> void names(Stream<T> things, View<T> view) {
    Iterator<T> rest = things.iterator();
    while (!out.checkError() && rest.hasNext()) {
      out.println(view.name().apply(rest.next()));
    }
  }

  private void jsonItems(Stream<JsonNode> items) {
    Iterator<JsonNode> rest = items.iterator();
    boolean more = rest.hasNext();
    out.print("{\n  \"items\" : [");
    String separator = "";
    for (; more && !out.checkError(); more = rest.hasNext()) {
      out.print(separator + "\n" + Json.pretty(rest.next()).indent(4).stripTrailing());
      separator = ",";
    }
    out.println("\n  ]\n}");
  }

  private void yamlItems(Stream<JsonNode> items) {
    Iterator<JsonNode> rest = items.iterator();
    if (!rest.hasNext()) {
      out.println("items: []");
      return;
    }
    out.println("items:");
    while (!out.checkError() && rest.hasNext()) {
      ObjectNode one = Json.object();
      one.putArray("items").add(rest.next());
      String text = Yaml.of(one);
      out.print(text.substring(text.indexOf('\n') + 1));
    }
  }
}
