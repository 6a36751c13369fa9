package io.continuo.definition.reader.part;

import io.continuo.definition.Consumed;
import io.continuo.definition.Input;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import io.continuo.definition.template.Reference;
import io.continuo.definition.type.Type;
import io.continuo.id.Names;
import io.continuo.value.Value;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what goes in and out: partitions, typed inputs and outputs, datasets. */
final class DataReader {
  private DataReader() {}

  static Optional<Partitions> partitions(Place place) {
    Form form = place.form("the partitions");
    Map<String, Grain> grains = new LinkedHashMap<>();
    for (Grain grain : Grain.values()) {
      grains.put(grain.text(), grain);
    }
    Optional<Grain> grain =
        form.require("grain", "grain: daily").flatMap(at -> at.choice("grains", grains));
    ZoneId zone = form.take("timezone").flatMap(DataReader::zone).orElse(ZoneOffset.UTC);
    Optional<LocalDate> start = form.take("start").flatMap(DataReader::date);
    form.close();
    return grain.map(known -> new Partitions(known, zone, start));
  }

  static Optional<ZoneId> zone(Place place) {
    return place
        .text()
        .flatMap(
            text ->
                place.parsed(
                    () -> zone(text),
                    "'"
                        + text
                        + "' is not a time zone: write a name of the tz database, such as Europe/Stockholm, or UTC"));
  }

  private static ZoneId zone(String text) {
    ZoneId zone = ZoneId.of(text);
    return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
  }

  private static Optional<LocalDate> date(Place place) {
    return place
        .text()
        .flatMap(
            text ->
                place.parsed(
                    () -> LocalDate.parse(text),
                    "'" + text + "' is not a day: write one like 2026-01-01"));
  }

  static Map<String, Input> inputs(Place place) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    place
        .named("inputs")
        .forEach(
            (name, at) -> {
              requireName(at, "input", name);
              inputs.put(name, input(at, name));
            });
    return inputs;
  }

  private static Input input(Place place, String name) {
    if (!place.isMapping()) {
      return Input.of(type(place));
    }
    Form form = place.form("input '" + name + "'");
    Type type = form.require("type", "type: string").map(DataReader::type).orElse(Type.Scalar.JSON);
    Optional<Place> given = form.take("default");
    given
        .flatMap(at -> type.check(at.value()))
        .ifPresent(what -> given.get().problem("the default does not fit: " + what));
    Optional<String> description = form.take("description").flatMap(Place::text);
    form.close();
    return new Input(type, given.map(Place::value), description);
  }

  static Map<String, Type> outputs(Place place) {
    Map<String, Type> outputs = new LinkedHashMap<>();
    place
        .named("outputs with their types")
        .forEach(
            (name, at) -> {
              requireName(at, "output", name);
              outputs.put(name, type(at));
            });
    return outputs;
  }

  static void requireName(Place place, String kind, String name) {
    if (!Reference.Syntax.isName(name)) {
      place.problem(
          kind
              + " '"
              + name
              + "' cannot be referred to: use letters, digits, '_' and '-', e.g. '"
              + name.replaceAll("[^A-Za-z0-9_-]", "_")
              + "'");
    }
  }

  /** A type that could not be read is a problem, and fits everything after. */
  static Type type(Place place) {
    String text =
        place.isText()
            ? place.text().orElseThrow()
            : "enum("
                + String.join(
                    ", ",
                    place.items("names, or a type").stream()
                        .flatMap(at -> at.text().stream())
                        .toList())
                + ")";
    try {
      return Type.parse(text);
    } catch (IllegalArgumentException refused) {
      place.problem(String.valueOf(refused.getMessage()));
      return Type.Scalar.JSON;
    }
  }

  static List<Consumed> consumes(Place place) {
    List<Consumed> consumed = new ArrayList<>();
    for (Place item : place.items("datasets")) {
      if (item.isText()) {
        dataset(item).map(Consumed::same).ifPresent(consumed::add);
      } else {
        consumed(item).ifPresent(consumed::add);
      }
    }
    return consumed;
  }

  private static Optional<Consumed> consumed(Place place) {
    Form form = place.form("a consumed dataset");
    Optional<String> dataset =
        form.require("dataset", "dataset: raw.payments").flatMap(DataReader::dataset);
    PartitionMapping partition =
        form.take("partition").flatMap(DataReader::mapping).orElse(Consumed.SAME);
    Optional<ZoneId> zone = form.take("timezone").flatMap(DataReader::zone);
    form.close();
    return dataset.map(name -> new Consumed(name, partition, zone));
  }

  private static Optional<PartitionMapping> mapping(Place place) {
    Optional<String> text = place.text();
    Optional<PartitionMapping> mapping = text.flatMap(PartitionMapping::parse);
    text.filter(said -> mapping.isEmpty())
        .ifPresent(
            said ->
                place.problem(
                    "'"
                        + said
                        + "' chooses no partitions: write same, all, any, lag(n) or last(n)"));
    return mapping;
  }

  static List<String> produces(Place place) {
    return place.items("datasets").stream().flatMap(item -> dataset(item).stream()).toList();
  }

  private static Optional<String> dataset(Place place) {
    Optional<String> name = place.text();
    name.filter(text -> !Names.isValid(text))
        .ifPresent(
            text ->
                place.problem(
                    "dataset '"
                        + text
                        + "' is not a name: use 1 to 63 lower-case letters, digits, '-', '_' or '.'"));
    return name;
  }

  static Map<String, String> labels(Place place) {
    Map<String, String> labels = new LinkedHashMap<>();
    place.named("labels").forEach((name, at) -> at.raw().ifPresent(text -> labels.put(name, text)));
    return labels;
  }

  /** Values by name that may hold references. */
  static Map<String, Value> bindings(Map<String, Place> places, Templated templates) {
    Map<String, Value> bindings = new LinkedHashMap<>();
    places.forEach(
        (name, at) -> {
          requireName(at, "input", name);
          bindings.put(name, templates.value(at));
        });
    return bindings;
  }
}
