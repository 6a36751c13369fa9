package io.continuo.definition.reader.part;

import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import io.continuo.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what only containers have; defaults are left out. */
final class ContainerReader {
  static final List<String> FIELDS =
      List.of("pull", "readOnlyRoot", "network", "volumes", "kubernetes");
  private static final String USUAL_PULL = "ifNotPresent";
  private static final Map<String, String> PULLS =
      Map.of(USUAL_PULL, USUAL_PULL, "always", "always", "never", "never");

  private ContainerReader() {}

  static Map<String, Value> read(Form form, Templated templates) {
    Map<String, Value> spec = new LinkedHashMap<>();
    form.take("pull")
        .flatMap(at -> at.choice("pull policies", PULLS))
        .filter(pull -> !pull.equals(USUAL_PULL))
        .ifPresent(pull -> spec.put("pull", Value.of(pull)));
    form.take("readOnlyRoot")
        .flatMap(Place::bool)
        .filter(only -> only)
        .ifPresent(only -> spec.put("readOnlyRoot", Value.of(only)));
    form.take("network")
        .flatMap(templates::text)
        .ifPresent(network -> spec.put("network", network));
    form.take("volumes")
        .ifPresent(
            at ->
                spec.put(
                    "volumes",
                    new Value.Items(
                        at.items("volumes").stream()
                            .map(volume -> volume(volume, templates))
                            .toList())));
    form.take("kubernetes")
        .ifPresent(
            at -> {
              if (at.isMapping()) {
                spec.put("kubernetes", templates.value(at)); // that launcher knows its fields
              } else {
                at.unexpected("a mapping for a runner on Kubernetes");
              }
            });
    return spec;
  }

  private static Value volume(Place place, Templated templates) {
    Map<String, Value> volume = new LinkedHashMap<>();
    Form form = place.form("a volume");
    form.require("source", "source: /data/shared")
        .flatMap(templates::text)
        .ifPresent(source -> volume.put("source", source));
    form.require("target", "target: /data")
        .flatMap(templates::text)
        .ifPresent(target -> volume.put("target", target));
    form.take("readOnly")
        .flatMap(Place::bool)
        .filter(only -> only)
        .ifPresent(only -> volume.put("readOnly", Value.of(only)));
    form.close();
    return new Value.Fields(volume);
  }
}
