package io.continuo.definition.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.definition.TaskDefinition;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final Value COUNTRIES = new Value.Items(List.of(Value.of("se"), Value.of("no")));

  private final Scope scope =
      new Scope() {
        @Override
        public Optional<Value> input(String name) {
          return Optional.ofNullable(
              Map.<String, Value>of("n", Value.of(3), "rate", Value.of(0.5)).get(name));
        }

        @Override
        public Optional<Value> output(String task, String output) {
          return task.equals("load-all") && output.equals("stats")
              ? Optional.of(new Value.Fields(Map.of("countries", COUNTRIES, "none", Value.NULL)))
              : Optional.empty();
        }

        @Override
        public Optional<Value> context(Reference.Context what) {
          return what == Reference.Context.TRIGGER
              ? Optional.empty()
              : Optional.of(Value.of(what.toString()));
        }
      };

  @Test
  void aTextThatIsOneReferenceKeepsItsType() {
    assertThat(resolved("${inputs.n}")).isEqualTo(Value.of(3));
    assertThat(resolved("${tasks.load-all.outputs.stats.countries}")).isEqualTo(COUNTRIES);
    assertThat(resolved("${tasks.load-all.outputs.stats.countries.1}")).isEqualTo(Value.of("no"));
    assertThat(resolved("${tasks.load-all.outputs.stats.none}")).isEqualTo(Value.NULL);
  }

  @Test
  void inLongerTextValuesAreWrittenOut() {
    assertThat(resolved("n=${inputs.n} rate=${inputs.rate} of ${partition}"))
        .isEqualTo(Value.of("n=3 rate=0.5 of partition"));
    assertThat(resolved("all: ${tasks.load-all.outputs.stats.countries}"))
        .isEqualTo(Value.of("all: [\"se\",\"no\"]"));
    assertThat(resolved("[${tasks.load-all.outputs.stats.none}]")).isEqualTo(Value.of("[]"));
  }

  @Test
  void twoDollarsKeepAReferenceAsItIs() {
    assertThat(resolved("$${HOME}/x ${inputs.n} $5 $$")).isEqualTo(Value.of("${HOME}/x 3 $5 $$"));
  }

  @Test
  void everyTextInsideIsResolvedAndNothingElse() {
    Value template =
        new Value.Fields(
            Map.of(
                "${inputs.n}",
                new Value.Items(List.of(Value.of("${inputs.n}"), Value.of(true), Value.NULL))));
    assertThat(Template.resolve(template, scope))
        .isEqualTo(
            new Value.Fields(
                Map.of(
                    "${inputs.n}",
                    new Value.Items(List.of(Value.of(3), Value.of(true), Value.NULL)))));
  }

  @Test
  void aReferenceWithoutValueSaysWhy() {
    assertThatThrownBy(() -> resolved("${inputs.m}"))
        .isInstanceOf(UnresolvedReference.class)
        .hasMessage("${inputs.m} has no value: there is no input 'm'");
    assertThatThrownBy(() -> resolved("${tasks.a.outputs.b}"))
        .hasMessage("${tasks.a.outputs.b} has no value: task 'a' has left no output 'b'");
    assertThatThrownBy(() -> resolved("${tasks.load-all.outputs.stats.countries.2}"))
        .hasMessageEndingWith("the value has no part '2'");
    assertThatThrownBy(() -> resolved("${trigger}"))
        .hasMessageEndingWith("the execution has no trigger");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${}",
        "${inputs}",
        "${tasks.a}",
        "${tasks.a.b.c}",
        "${a b}",
        "${inputs.}",
        "${.}"
      })
  void whatIsNoReferenceIsRefusedWithItsForms(String text) {
    assertThatThrownBy(() -> Template.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text + " refers to nothing: write ${inputs.NAME}")
        .hasMessageContaining("$${...}");
  }

  @Test
  void aReferenceThatIsNotClosedIsRefused() {
    assertThatThrownBy(() -> Template.parse("a ${inputs.n"))
        .hasMessageContaining("'${inputs.n' is not closed");
  }

  @Test
  void referencesAreFoundInOrder() {
    List<String> found = new ArrayList<>();
    Value value =
        new Value.Items(
            List.of(Value.of("${inputs.a} ${tasks.t.outputs.x.y}"), Value.of("$${no} ${attempt}")));
    Template.forEachReference(value, reference -> found.add(reference.toString()));
    assertThat(found).containsExactly("inputs.a", "tasks.t.outputs.x.y", "attempt");
  }

  @Test
  void aSpecBecomesTextExceptTheBodyOfARequest() {
    Value.Fields request =
        new Value.Fields(
            Map.of(
                "url",
                Value.of("http://h/${inputs.n}"),
                "body",
                new Value.Fields(Map.of("n", Value.of("${inputs.n}")))));
    Value command = new Value.Items(List.of(Value.of("run"), Value.of("${inputs.n}")));
    TaskDefinition task =
        TaskDefinition.named("t")
            .spec(new Value.Fields(Map.of("request", request, "command", command)))
            .build();

    assertThat(TaskSpec.resolve(task, scope))
        .isEqualTo(
            new Value.Fields(
                Map.of(
                    "request",
                    new Value.Fields(
                        Map.of(
                            "url",
                            Value.of("http://h/3"),
                            "body",
                            new Value.Fields(Map.of("n", Value.of(3))))),
                    "command",
                    new Value.Items(List.of(Value.of("run"), Value.of("3"))))));
  }

  @Test
  void theSpecOfAThirdPartyKeepsItsTypes() {
    Value.Fields spec =
        new Value.Fields(
            Map.of("depth", Value.of("${inputs.n}"), "title", Value.of("n ${inputs.n}")));

    assertThat(
            TaskSpec.resolve(
                TaskDefinition.named("t").type("acme.report").spec(spec).build(), scope))
        .isEqualTo(new Value.Fields(Map.of("depth", Value.of(3), "title", Value.of("n 3"))));
  }

  private Value resolved(String text) {
    return Template.resolve(Value.of(text), scope);
  }
}
