package io.continuo.definition.reader.form;

import io.continuo.definition.reader.tree.Node;
import io.continuo.definition.template.Template;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads values that may hold references, and remembers where each template stands. */
public final class Templated {

  /** A text with references in it. */
  public record Site(Place place, Template template) {}

  private final List<Site> sites = new ArrayList<>();

  public List<Site> sites() {
    return sites;
  }

  /** Text, a number or a boolean, as text that may hold references. */
  public Optional<Value> text(Place place) {
    return place.raw().map(raw -> template(place, raw));
  }

  /** Any value. */
  public Value value(Place place) {
    return switch (place.node()) {
      case Node.Scalar(Value.Text(String text), String raw, int line) -> template(place, text);
      case Node.Scalar scalar -> scalar.value();
      case Node.Sequence s ->
          new Value.Items(place.items("values").stream().map(this::value).toList());
      case Node.Mapping m -> {
        Map<String, Value> fields = new LinkedHashMap<>();
        place.named("values").forEach((name, part) -> fields.put(name, value(part)));
        yield new Value.Fields(fields);
      }
    };
  }

  /** A text that is no template becomes a problem, and empty text for what is checked later. */
  private Value template(Place place, String text) {
    if (!text.contains("${")) {
      return Value.of(text);
    }
    try {
      sites.add(new Site(place, Template.parse(text)));
      return Value.of(text);
    } catch (IllegalArgumentException refused) {
      place.problem(String.valueOf(refused.getMessage()));
      return Value.of("");
    }
  }
}
