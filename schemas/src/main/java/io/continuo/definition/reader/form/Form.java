package io.continuo.definition.reader.form;

import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.reader.tree.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping with known fields. Those that were asked for are the known ones; {@link #close} refuses
 * all others.
 */
public final class Form {
  private final Place place;
  private final String what;
  private final Node.Mapping mapping;
  private final Set<String> known = new LinkedHashSet<>();

  Form(Place place, String what, Node.Mapping mapping) {
    this.place = place;
    this.what = what;
    this.mapping = mapping;
  }

  public Place place() {
    return place;
  }

  /** The field, if it is there. */
  public Optional<Place> take(String field) {
    known.add(field);
    Node.Entry entry = mapping.entries().get(field);
    return entry == null ? Optional.empty() : Optional.of(place.child(field, entry));
  }

  /** Every field that nobody asked for yet, but those kept for others. */
  public Map<String, Place> rest(Set<String> kept) {
    Map<String, Place> rest = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (field, entry) -> {
              if (!kept.contains(field) && known.add(field)) {
                rest.put(field, place.child(field, entry));
              }
            });
    return rest;
  }

  /**
   * The field, which must be there.
   *
   * @param example what to write, for the problem
   */
  public Optional<Place> require(String field, String example) {
    Optional<Place> found = take(field);
    if (found.isEmpty() && place.isMapping()) {
      place.problem(what + " needs the field '" + field + "': write " + example);
    }
    return found;
  }

  /** Refuses the fields that nobody asked for, with the nearest known one. */
  public void close() {
    close("");
  }

  /**
   * As {@link #close()}.
   *
   * @param hint said after the problem
   */
  public void close(String hint) {
    mapping
        .entries()
        .forEach(
            (field, entry) -> {
              if (!known.contains(field)) {
                String cure = Suggestion.cure(field, "fields", known);
                place
                    .child(field, entry)
                    .problem("unknown field '" + field + "' in " + what + cure + hint);
              }
            });
  }
}
