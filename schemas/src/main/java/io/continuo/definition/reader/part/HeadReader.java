package io.continuo.definition.reader.part;

import io.continuo.definition.Owner;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.id.Names;
import io.continuo.id.WorkflowId;
import java.util.Optional;

/** Reads who a definition is and whose. */
final class HeadReader {
  /** Stands in for an id that could not be read, until the problems are told. */
  private static final WorkflowId NOBODY = new WorkflowId("unknown", "unknown");

  private static final String RESERVED_NAMESPACE = "continuo";

  private HeadReader() {}

  static WorkflowId id(Form form) {
    Optional<String> namespace =
        form.require("namespace", "namespace: finance").flatMap(at -> name(at, "namespace"));
    Optional<String> name =
        form.require("name", "name: daily-revenue").flatMap(at -> name(at, "name"));
    return namespace.isPresent() && name.isPresent()
        ? new WorkflowId(namespace.get(), name.get())
        : NOBODY;
  }

  private static Optional<String> name(Place place, String kind) {
    Optional<String> text = place.text();
    if (text.isPresent() && !Names.isValid(text.get())) {
      place.problem(
          kind
              + " '"
              + text.get()
              + "' is not a name: use 1 to 63 lower-case letters, digits, '-', '_' or '.', starting and ending with a letter or digit");
      return Optional.empty();
    }
    if (kind.equals("namespace") && text.equals(Optional.of(RESERVED_NAMESPACE))) {
      place.problem("the namespace 'continuo' is reserved for the service itself: choose another");
    }
    return text;
  }

  static Owner owner(Place place) {
    Form form = place.form("the owner");
    Owner owner =
        new Owner(
            form.take("team").flatMap(Place::text), form.take("contact").flatMap(Place::text));
    form.close();
    return owner;
  }
}
