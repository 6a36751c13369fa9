package io.continuo.definition.reader.form;

import io.continuo.definition.problem.Problem;
import io.continuo.definition.problem.Problems;
import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.reader.tree.Node;
import io.continuo.definition.reader.tree.Pointer;
import io.continuo.value.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A node and where it stands. Each reading method gives what the node is, or notes a problem and
 * gives nothing.
 *
 * @param line where problems with it are shown: the line of its key, if it has one
 */
public record Place(Node node, Pointer pointer, int line, Problems problems) {

  public static Place root(Node document, Problems problems) {
    return new Place(document, Pointer.ROOT, document.line(), problems);
  }

  public void problem(String message) {
    add(Problem.Kind.INVALID, message);
  }

  public void notAvailable(String message) {
    add(Problem.Kind.NOT_AVAILABLE_YET, message);
  }

  private void add(Problem.Kind kind, String message) {
    problems.add(new Problem(kind, pointer.toString(), line, message));
  }

  /** Notes that the node is not what it should be. */
  public <T> Optional<T> unexpected(String expected) {
    problem("expected " + expected + ", found " + node.describe());
    return Optional.empty();
  }

  /**
   * The fields of a mapping.
   *
   * @param what names the whole in problems: {@code task 'load'}
   */
  public Form form(String what) {
    return node instanceof Node.Mapping mapping ? new Form(this, what, mapping) : notAForm(what);
  }

  private Form notAForm(String what) {
    unexpected("a mapping that describes " + what);
    return new Form(this, what, new Node.Mapping(Map.of(), line));
  }

  /** The places of a mapping whose keys are names that the author chose. */
  public Map<String, Place> named(String what) {
    Map<String, Place> places = new LinkedHashMap<>();
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach((name, entry) -> places.put(name, child(name, entry)));
    } else {
      unexpected("a mapping of " + what);
    }
    return places;
  }

  /** The place of a key, if this is a mapping that has it. */
  public Optional<Place> at(String key) {
    return node instanceof Node.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key)).map(entry -> child(key, entry))
        : Optional.empty();
  }

  Place child(String name, Node.Entry entry) {
    return new Place(entry.value(), pointer.child(name), entry.line(), problems);
  }

  /** The places of a list. */
  public List<Place> items(String what) {
    if (!(node instanceof Node.Sequence)) {
      unexpected("a list of " + what);
    }
    return items();
  }

  /** The places of a list; none if this is something else. */
  public List<Place> items() {
    List<Place> places = new ArrayList<>();
    if (node instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        places.add(new Place(item, pointer.child(places.size()), item.line(), problems));
      }
    }
    return places;
  }

  public boolean isText() {
    return node instanceof Node.Scalar(Value.Text text, String raw, int l);
  }

  public boolean isMapping() {
    return node instanceof Node.Mapping;
  }

  /** Text that was written as text. */
  public Optional<String> text() {
    return switch (node) {
      case Node.Scalar(Value.Text(String text), String raw, int l) -> Optional.of(text);
      case Node.Scalar(Value.Null n, String raw, int l) -> unexpected("text");
      case Node.Scalar scalar -> {
        problem("expected text, found " + scalar.describe() + ": put it in quotes");
        yield Optional.empty();
      }
      case Node.Sequence s -> unexpected("text");
      case Node.Mapping m -> unexpected("text");
    };
  }

  /** Text, or a number or boolean as it was written. */
  public Optional<String> raw() {
    return node instanceof Node.Scalar(Value value, String raw, int l)
            && !(value instanceof Value.Null)
        ? Optional.of(raw)
        : unexpected("text");
  }

  public Optional<Integer> integer(int min, int max) {
    if (node instanceof Node.Scalar(Value.Whole(long whole), String raw, int l)
        && whole >= min
        && whole <= max) {
      return Optional.of((int) whole);
    }
    return unexpected("a whole number from " + min + " to " + max);
  }

  public Optional<Double> number(double min, double max) {
    if (node instanceof Node.Scalar(Value value, String raw, int l)) {
      double number =
          switch (value) {
            case Value.Whole(long whole) -> (double) whole;
            case Value.Decimal(double decimal) -> decimal;
            case Value.Null n -> Double.NaN;
            case Value.Bool b -> Double.NaN;
            case Value.Text t -> Double.NaN;
            case Value.Items i -> Double.NaN;
            case Value.Fields f -> Double.NaN;
          };
      if (number >= min && number <= max) {
        return Optional.of(number);
      }
    }
    return unexpected("a number from " + min + " to " + max);
  }

  public Optional<Boolean> bool() {
    return node instanceof Node.Scalar(Value.Bool(boolean bool), String raw, int l)
        ? Optional.of(bool)
        : unexpected("true or false");
  }

  /** A duration of more than nothing. */
  public Optional<Duration> duration() {
    return duration(false);
  }

  public Optional<Duration> duration(boolean zeroToo) {
    return text()
        .flatMap(
            text ->
                parsed(
                    () -> Duration.parse(text),
                    "'"
                        + text
                        + "' is not a duration: write ISO 8601, such as PT30S, PT5M, PT1H30M or P1D"))
        .filter(duration -> isLong(duration, zeroToo));
  }

  private boolean isLong(Duration duration, boolean zeroToo) {
    boolean enough = zeroToo ? !duration.isNegative() : duration.isPositive();
    if (!enough) {
      problem(
          "a duration of "
              + duration
              + " makes no sense here: it must be "
              + (zeroToo ? "at least" : "more than")
              + " PT0S");
    }
    return enough;
  }

  /** What the supplier makes of text, or the problem when it finds no date, zone, ... in it. */
  public <T> Optional<T> parsed(Supplier<T> parser, String problem) {
    try {
      return Optional.of(parser.get());
    } catch (DateTimeException notOne) {
      problem(problem);
      return Optional.empty();
    }
  }

  /** What a parser makes of the text, whose own sentence becomes the problem when it refuses. */
  public <T> Optional<T> parsed(Function<String, T> parser) {
    Optional<String> text = text();
    try {
      return text.map(parser);
    } catch (IllegalArgumentException refused) {
      problem(String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * One of some words.
   *
   * @param kinds names all of them in problems: {@code overlap policies}
   */
  public <T> Optional<T> choice(String kinds, Map<String, T> choices) {
    Optional<String> text = text();
    Optional<T> chosen = text.flatMap(word -> Optional.ofNullable(choices.get(word)));
    if (text.isPresent() && chosen.isEmpty()) {
      problem(
          "'"
              + text.get()
              + "' is not one of the "
              + kinds
              + Suggestion.cure(text.get(), kinds, choices.keySet()));
    }
    return chosen;
  }

  /** The whole of it as a value. */
  public Value value() {
    return value(node);
  }

  private static Value value(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar.value();
      case Node.Sequence(List<Node> items, int l) ->
          new Value.Items(items.stream().map(Place::value).toList());
      case Node.Mapping(Map<String, Node.Entry> entries, int l) -> {
        Map<String, Value> fields = new LinkedHashMap<>();
        entries.forEach((name, entry) -> fields.put(name, value(entry.value())));
        yield new Value.Fields(fields);
      }
    };
  }
}
