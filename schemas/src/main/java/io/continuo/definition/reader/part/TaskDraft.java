package io.continuo.definition.reader.part;

import io.continuo.definition.RegisteredTask;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task as far as it could be read, with the places that later checks speak of.
 *
 * @param after the places of its {@code after}, each a text
 * @param inputs the places of its bindings
 * @param registered what it uses, if that was found
 */
public record TaskDraft(
    Place place,
    TaskDefinition definition,
    List<Place> after,
    Map<String, Place> inputs,
    Templated inputTemplates,
    Templated specTemplates,
    Optional<RegisteredTask> registered) {}
