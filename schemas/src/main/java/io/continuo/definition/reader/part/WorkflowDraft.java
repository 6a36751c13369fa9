package io.continuo.definition.reader.part;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import java.util.Map;

/**
 * A workflow as far as it could be read, with the places that later checks speak of.
 *
 * @param tasks by name
 * @param outputTemplates of the workflow's own outputs
 */
public record WorkflowDraft(
    Place place,
    WorkflowDefinition definition,
    Map<String, TaskDraft> tasks,
    Templated outputTemplates) {}
