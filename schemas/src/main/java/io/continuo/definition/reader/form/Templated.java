package io.continuo.definition.reader.form;

import io.continuo.definition.reader.tree.Node;
import io.continuo.definition.template.Template;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values that may hold references, and remembers where each template stands. */
public final class Templated {

  /** A text with references in it. */
  public record Site(Place place, Template template) {}

  private final List<Site> sites;
  private final Optional<Kept> kept;

  public Templated() {
    this(new ArrayList<>(), Optional.empty());
  }

  private Templated(List<Site> sites, Optional<Kept> kept) {
    this.sites = sites;
    this.kept = kept;
  }

  /**
   * Where references to this root are not the engine's to replace but the launcher's, which gets
   * them as they are written. Noted with the others are only the references that are the engine's.
   */
  public Templated keeping(String root) {
    return new Templated(sites, Optional.of(Kept.of(root)));
  }

  /** References that the engine leaves alone because two dollar signs are written for their one. */
  private record Kept(String root, Pattern open, Pattern wrong) {
    static Kept of(String root) {
      String open = "(?<!\\$)\\$\\{" + root + "(?=[^A-Za-z0-9_-])";
      String wrong =
          "\\$\\{" + root + "(?=[^A-Za-z0-9_-])(?!(\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*\\})[^}]*\\}?";
      return new Kept(root, Pattern.compile(open), Pattern.compile(wrong));
    }

    String in(Place place, String text) {
      Matcher mistake = wrong.matcher(text);
      if (mistake.find()) {
        place.problem(
            "'%s' is no reference: write ${%s} or ${%s.NAME}, with a path of names and numbers"
                .formatted(mistake.group(), root, root));
      }
      return open.matcher(text).replaceAll("\\$\\$\\{" + root);
    }
  }

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
  private Value template(Place place, String written) {
    String text = kept.map(later -> later.in(place, written)).orElse(written);
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
