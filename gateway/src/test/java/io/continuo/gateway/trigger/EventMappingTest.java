package io.continuo.gateway.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.definition.Input;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowBuilder;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.type.Type;
import io.continuo.gateway.trigger.EventMapping.Outcome;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventMappingTest {
  @Test
  void withoutExpressionsInputsAreTheFieldsOfTheSameName() {
    Outcome outcome = mapping(orders().build(), "{}").map(event("{\"id\":\"7\",\"more\":1}"));

    assertThat(outcome).isEqualTo(start("{\"id\":\"7\"}"));
    assertThat(mapping(orders().build(), "{}").map(event("{\"more\":1}")))
        .asString()
        .contains("input 'id' is missing");
  }

  @Test
  void expressionsMayCalculate() {
    String inputs = "{\"id\":\"value.order.id + '/' + string(value.lines.size())\"}";

    assertThat(
            mapping(orders().build(), inputs)
                .map(event("{\"order\":{\"id\":\"a\"},\"lines\":[1,2]}")))
        .isEqualTo(start("{\"id\":\"a/2\"}"));
  }

  @Test
  void whatAnOptionalInputRefersToMayBeMissing() {
    WorkflowDefinition workflow =
        orders().input("country", Input.of(Type.Scalar.STRING, Value.of("SE"))).build();
    String inputs = "{\"id\":\"value.id\",\"country\":\"value.country\"}";

    assertThat(mapping(workflow, inputs).map(event("{\"id\":\"7\"}")))
        .isEqualTo(start("{\"id\":\"7\"}"));
    assertThat(mapping(workflow, inputs).map(event("{\"country\":\"NO\"}")))
        .asString()
        .contains("input 'id' has no value");
  }

  @Test
  void aValueOfAnotherTypeDoesNotFit() {
    assertThat(mapping(orders().build(), "{\"id\":\"value.id\"}").map(event("{\"id\":7}")))
        .isInstanceOf(Outcome.Unfit.class);
  }

  @Test
  void theFilterTakesNumbersOfEitherKindAndPassesOverWhatIsNotThere() {
    assertThat(filtered("value.total > 100", "{\"total\":100.5}")).isTrue();
    assertThat(filtered("value.total > 100", "{\"total\":101}")).isTrue();
    assertThat(filtered("value.total > 100", "{\"total\":7}")).isFalse();
    assertThat(filtered("value.total > 100", "{}")).isFalse();
    assertThat(filtered("headers.kind == 'x' && topic == 'orders'", "{}")).isTrue();
    assertThat(filtered("value == null", "null")).isTrue();
    Outcome text = outcome("value.total > 100", "{\"total\":\"many\"}");
    assertThat(text).asString().contains("neither yes nor no");
  }

  @Test
  void aPartitionedWorkflowRunsThePartitionThatTheEventNames() {
    WorkflowDefinition workflow = orders().partitions(Partitions.of(Grain.DAILY)).build();

    assertThat(mapping(workflow, "{}").map(event("{\"id\":\"7\",\"partition\":\"2026-11-21\"}")))
        .isEqualTo(
            new Outcome.Start(Optional.of("2026-11-21"), ValueJson.readFields("{\"id\":\"7\"}")));
  }

  @Test
  void whatDoesNotCompileNamesTheFactsThatItMayUse() {
    assertThatThrownBy(() -> Expression.compile("data.id", Facts.KAFKA))
        .hasMessageContaining("undeclared reference to 'data'")
        .hasMessageContaining("value, key, headers");
  }

  private static boolean filtered(String filter, String value) {
    return outcome(filter, value) instanceof Outcome.Start;
  }

  private static Outcome outcome(String filter, String value) {
    WorkflowDefinition workflow =
        WorkflowDefinition.of(new WorkflowId("a", "b")).task(TaskDefinition.named("t")).build();
    return EventMapping.of(workflow, Facts.KAFKA, Optional.of(filter), Value.Fields.EMPTY)
        .map(event(value));
  }

  private static EventMapping mapping(WorkflowDefinition workflow, String inputs) {
    return EventMapping.of(workflow, Facts.KAFKA, Optional.empty(), ValueJson.readFields(inputs));
  }

  private static WorkflowBuilder orders() {
    return WorkflowDefinition.of(new WorkflowId("shop", "orders"))
        .input("id", Input.of(Type.Scalar.STRING))
        .task(TaskDefinition.named("t"));
  }

  private static Outcome start(String inputs) {
    return new Outcome.Start(Optional.empty(), ValueJson.readFields(inputs));
  }

  private static Map<String, Value> event(String value) {
    return Map.of(
        "value", ValueJson.read(value),
        "key", Value.NULL,
        "headers", ValueJson.readFields("{\"kind\":\"x\"}"),
        "topic", Value.of("orders"));
  }
}
