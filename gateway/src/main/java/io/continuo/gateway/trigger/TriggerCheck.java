package io.continuo.gateway.trigger;

import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.value.Value;
import io.continuo.wire.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whether the expressions of a definition's triggers can be evaluated. */
public final class TriggerCheck {
  private TriggerCheck() {}

  /** What is wrong, as sentences by JSON pointer. */
  public static Map<String, String> problems(WorkflowDefinition workflow, Topics ours) {
    Map<String, String> problems = new LinkedHashMap<>();
    for (int i = 0; i < workflow.triggers().size(); i++) {
      String place = "/triggers/" + i;
      switch (workflow.triggers().get(i)) {
        case Trigger.Webhook webhook ->
            inputs(place + "/webhook/inputs/", webhook.inputs(), Facts.WEBHOOK, problems);
        case Trigger.Kafka kafka -> {
          if (ours.isOurs(kafka.topic())) {
            problems.put(
                place + "/kafka/topic",
                "'" + kafka.topic() + "' is a topic of this service itself: name one of yours");
          }
          kafka
              .filter()
              .flatMap(TriggerCheck::condition)
              .ifPresent(what -> problems.put(place + "/kafka/filter", what));
          inputs(place + "/kafka/inputs/", kafka.inputs(), Facts.KAFKA, problems);
        }
        case Trigger.Schedule _ -> {}
        case Trigger.Landing _ -> {}
        case Trigger.Execution _ -> {}
        case Trigger.OnAlert _ -> {}
      }
    }
    return problems;
  }

  private static Optional<String> condition(String text) {
    try {
      return Expression.compile(text, Facts.KAFKA).isCondition()
          ? Optional.empty()
          : Optional.of("'" + text + "' is neither true nor false: write a condition");
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void inputs(
      String place, Value.Fields inputs, Facts facts, Map<String, String> problems) {
    inputs
        .values()
        .forEach(
            (name, value) -> {
              try {
                if (value instanceof Value.Text(String text)) {
                  Expression.compile(text, facts);
                }
              } catch (IllegalArgumentException e) {
                problems.put(place + name, String.valueOf(e.getMessage()));
              }
            });
  }
}
