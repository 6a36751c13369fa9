package io.continuo.definition.reader.part;

import io.continuo.definition.TaskOptions;
import io.continuo.definition.TaskOptions.Cache;
import io.continuo.definition.TaskOptions.Mapping;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import io.continuo.id.Names;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the parts of a task that few tasks have. */
final class OptionsReader {
  private static final int MAX_WEIGHT = 1_000_000;

  private OptionsReader() {}

  /**
   * Takes the options from the form of a task.
   *
   * @param usual those of the registered task
   */
  static TaskOptions read(Form form, Templated templates, TaskOptions usual) {
    form.take("spawn");
    form.take("skipIfLanded");
    Optional<String> when = form.take("when").flatMap(Place::text);
    Optional<Mapping> map = form.take("map").flatMap(at -> map(at, templates));
    TaskOptions shared = readShared(form, usual);
    return new TaskOptions(
        when,
        map,
        shared.cache(),
        shared.limits(),
        shared.secrets(),
        shared.resources(),
        shared.produces());
  }

  /** Takes the options that do not depend on the workflow around. */
  static TaskOptions readShared(Form form, TaskOptions usual) {
    return new TaskOptions(
        Optional.empty(),
        Optional.empty(),
        form.take("cache").flatMap(OptionsReader::cache).or(usual::cache),
        form.take("limits").map(OptionsReader::limits).orElse(usual.limits()),
        form.take("secrets").map(SecretsReader::secrets).orElse(usual.secrets()),
        form.take("resources").map(ResourcesReader::resources).orElse(usual.resources()),
        form.take("produces").map(DataReader::produces).orElse(usual.produces()));
  }

  private static Optional<Mapping> map(Place place, Templated templates) {
    Form form = place.form("a map");
    Optional<Place> over = form.require("over", "over: '${tasks.TASK.outputs.LIST}'");
    Optional<String> as = form.require("as", "as: element").flatMap(Place::text);
    Optional<Integer> concurrency = form.take("concurrency").flatMap(at -> at.integer(1, 100_000));
    double minSuccess = form.take("minSuccess").flatMap(at -> at.number(0, 1)).orElse(1.0);
    form.close();
    return as.isPresent()
        ? over.map(at -> new Mapping(templates.value(at), as.get(), concurrency, minSuccess))
        : Optional.empty();
  }

  private static Optional<Cache> cache(Place place) {
    Form form = place.form("a cache");
    Optional<String> version = form.require("version", "version: '1'").flatMap(Place::raw);
    Optional<Duration> ttl = form.take("ttl").flatMap(Place::duration);
    List<String> ignore =
        form.take("ignore").stream()
            .flatMap(at -> at.items("inputs").stream())
            .flatMap(at -> at.text().stream())
            .toList();
    form.close();
    return version.map(text -> new Cache(text, ttl, ignore));
  }

  private static Map<String, Integer> limits(Place place) {
    Map<String, Integer> limits = new LinkedHashMap<>();
    place
        .named("limits")
        .forEach(
            (name, at) -> {
              if (!Names.isValid(name)) {
                at.problem(
                    "'"
                        + name
                        + "' cannot name a limit: use 1 to 63 lower-case letters, digits, '-', '_' or '.'");
              }
              at.integer(1, MAX_WEIGHT).ifPresent(permits -> limits.put(name, permits));
            });
    return limits;
  }
}
