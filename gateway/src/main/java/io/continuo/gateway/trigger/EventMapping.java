package io.continuo.gateway.trigger;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.gateway.trigger.Expression.NoValueException;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of an event a workflow is started with. Without expressions inputs are the fields of the
 * same name. A workflow with partitions runs the one that the field {@code partition} names.
 */
public final class EventMapping {
  private static final String PARTITION = "partition";

  private final WorkflowDefinition workflow;
  private final Facts facts;
  private final Optional<Expression> filter;
  private final Map<String, Expression> inputs;

  private EventMapping(
      WorkflowDefinition workflow,
      Facts facts,
      Optional<Expression> filter,
      Map<String, Expression> inputs) {
    this.workflow = workflow;
    this.facts = facts;
    this.filter = filter;
    this.inputs = inputs;
  }

  /** What it makes of one event. */
  public sealed interface Outcome {
    /** The workflow is to be started. */
    record Start(Optional<String> partition, Value.Fields inputs) implements Outcome {}

    /** The filter does not let it through, or looks for what the event does not have. */
    record Filtered() implements Outcome {}

    /**
     * It does not fit.
     *
     * @param problems each a sentence
     */
    record Unfit(List<String> problems) implements Outcome {}
  }

  /**
   * Compiles the expressions.
   *
   * @throws IllegalArgumentException with what is wrong, where registration did not refuse it
   */
  public static EventMapping of(
      WorkflowDefinition workflow, Facts facts, Optional<String> filter, Value.Fields inputs) {
    Map<String, Expression> compiled = new LinkedHashMap<>();
    inputs
        .values()
        .forEach(
            (name, value) -> {
              if (value instanceof Value.Text(String text)) {
                compiled.put(name, Expression.compile(text, facts));
              }
            });
    return new EventMapping(
        workflow, facts, filter.map(text -> Expression.compile(text, facts)), compiled);
  }

  /**
   * Maps an event.
   *
   * @param event what it carries and what is known about it, by the names of the facts
   */
  public Outcome map(Map<String, Value> event) {
    try {
      if (filter.isPresent() && !filter.get().value(event).equals(Value.of(true))) {
        return new Outcome.Filtered();
      }
    } catch (NoValueException e) {
      return e.isAbsent()
          ? new Outcome.Filtered()
          : new Outcome.Unfit(List.of("the filter says neither yes nor no: " + e.getMessage()));
    }
    List<String> problems = new ArrayList<>();
    Map<String, Value> mapped = inputs.isEmpty() ? sameNames(event) : evaluated(event, problems);
    check(mapped, problems);
    return problems.isEmpty()
        ? new Outcome.Start(partition(event), new Value.Fields(mapped))
        : new Outcome.Unfit(problems);
  }

  private Map<String, Value> sameNames(Map<String, Value> event) {
    Map<String, Value> found = new LinkedHashMap<>();
    Map<String, Value> body = body(event);
    workflow.inputs().keySet().stream()
        .filter(body::containsKey)
        .forEach(name -> found.put(name, body.get(name)));
    return found;
  }

  private Map<String, Value> evaluated(Map<String, Value> event, List<String> problems) {
    Map<String, Value> found = new LinkedHashMap<>();
    inputs.forEach(
        (name, expression) -> {
          try {
            found.put(name, expression.value(event));
          } catch (NoValueException e) {
            if (Optional.ofNullable(workflow.inputs().get(name))
                .filter(input -> !input.isRequired())
                .isEmpty()) {
              problems.add("input '" + name + "' has no value: " + e.getMessage());
            }
          }
        });
    return found;
  }

  /** As the workflow itself will. */
  private void check(Map<String, Value> mapped, List<String> problems) {
    workflow
        .inputs()
        .forEach(
            (name, input) -> {
              Value value = mapped.get(name);
              if (value != null) {
                input
                    .type()
                    .check(value)
                    .ifPresent(why -> problems.add("input '" + name + "': " + why));
              } else if (input.isRequired() && !inputs.containsKey(name)) {
                problems.add("input '" + name + "' is missing: it is " + input.type().text());
              }
            });
  }

  private Optional<String> partition(Map<String, Value> event) {
    return workflow.partitions().isPresent()
            && body(event).get(PARTITION) instanceof Value.Text(String label)
        ? Optional.of(label)
        : Optional.empty();
  }

  private Map<String, Value> body(Map<String, Value> event) {
    return event.get(facts.body()) instanceof Value.Fields(Map<String, Value> fields)
        ? fields
        : Map.of();
  }
}
