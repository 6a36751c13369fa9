package io.continuo.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecSchemaTest {
  private final SpecSchema schema =
      SpecSchema.of(
          """
          {
            "type": "object",
            "required": ["from"],
            "additionalProperties": false,
            "properties": {
              "from": { "type": "string" },
              "level": { "type": "integer", "minimum": 0, "maximum": 9 },
              "mode": { "enum": ["zip", "tar"] },
              "names": { "type": "array", "items": { "type": "string" }, "maxItems": 2 },
              "paper": { "type": "object", "properties": { "size": { "type": "string" } },
                         "additionalProperties": false },
              "size": { "oneOf": [ { "type": "integer" }, { "const": "any" } ] },
              "pair": { "const": ["a", "b"] }
            },
            "if": { "properties": { "mode": { "const": "tar" } }, "required": ["mode"] },
            "then": { "required": ["names"] }
          }
          """);

  private static Value.Fields spec(String json) {
    return ValueJson.readFields(json);
  }

  @Test
  void whatItAcceptsHasNoFaults() {
    assertThat(schema.faults(spec("{\"from\": \"a\", \"level\": 9, \"names\": [\"x\"]}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|required property 'from' not found",
        "{\"from\": \"a\", \"level\": 10}|/level: must have a maximum value of 9",
        "{\"from\": \"a\", \"level\": \"9\"}|/level: string found, integer expected",
        "{\"from\": \"a\", \"names\": [\"x\", 1]}|/names/1: integer found, string expected",
        "{\"from\": \"a\", \"levle\": 1}|/levle: unknown field 'levle': did you mean 'level'?",
        "{\"from\": \"a\", \"paper\": {\"a/b\": 1}}|/paper/a~1b: unknown field 'a/b': remove it",
        "{\"from\": \"a\", \"mode\": \"tar\"}|required property 'names' not found",
      })
  void whatItDoesNotAcceptIsToldWithItsPlace(String json, String fault) {
    assertThat(schema.faults(spec(json))).extracting(SpecFault::toString).containsExactly(fault);
    assertThat(schema.faultsOfWritten(spec(json)))
        .extracting(SpecFault::toString)
        .containsExactly(fault);
  }

  @Test
  void fieldsThatEveryTypeHasAreNotShownToIt() {
    assertThat(
            schema.faults(
                spec(
                    "{\"from\": \"a\", \"stopGrace\": \"PT1S\", \"resources\": {\"cpu\": \"1\"}}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"from\": \"${inputs.a}\", \"level\": \"${inputs.b}\"}",
        "{\"from\": \"a\", \"names\": \"${inputs.a}\", \"paper\": \"${inputs.b}\"}",
        "{\"from\": \"a\", \"mode\": \"${inputs.a}\"}",
        "{\"from\": \"a\", \"size\": \"${inputs.a}\"}",
        "{\"from\": \"a\", \"pair\": [\"a\", \"${inputs.a}\"]}",
      })
  void aReferenceMayBecomeAnything(String json) {
    assertThat(schema.faultsOfWritten(spec(json))).isEmpty();
  }

  @Test
  void aReferenceDoesNotHideWhatIsWrongBesideIt() {
    Value.Fields spec =
        spec(
            "{\"lvl\": \"${inputs.a}\", \"names\": [\"${inputs.a}\", 1, \"c\"], \"paper\": {\"size\": \"${inputs.a}\", \"x\": 1}}");
    assertThat(schema.faultsOfWritten(spec))
        .extracting(SpecFault::pointer)
        .containsExactlyInAnyOrder("", "/lvl", "/names/1", "/names", "/paper/x");
  }

  @Test
  void twoDollarSignsAreNoReference() {
    SpecSchema short4 =
        SpecSchema.of("{\"properties\": {\"a\": {\"type\": \"string\", \"maxLength\": 4}}}");
    assertThat(short4.faultsOfWritten(spec("{\"a\": \"$${x}\"}"))).isEmpty();
    assertThat(short4.faultsOfWritten(spec("{\"a\": \"$${xy}\"}"))).hasSize(1);
    assertThat(short4.faults(spec("{\"a\": \"${inputs.a}\"}"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|not JSON",
        "[]|a schema is a JSON object",
        "{\"type\": \"strng\"}|/type: does not have a value in the enumeration",
        "{\"properties\": {\"a\": {\"minimum\": \"x\"}}}|/properties/a/minimum: string found, number expected",
        "{\"$ref\": \"#/$defs/no\"}|/$defs/no cannot be resolved",
        "{\"$ref\": \"http://127.0.0.1:1/schema\"}|must be in itself, below $defs",
        "{\"$ref\": \"#\"}|refers to itself without end",
      })
  void aSchemaThatIsNoneSaysWhy(String text, String why) {
    assertThatThrownBy(() -> SpecSchema.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aSchemaThatTurnsOutEndlessAcceptsNothing() {
    SpecSchema endless = SpecSchema.of("{\"properties\": {\"x\": {\"$ref\": \"#/properties/x\"}}}");
    assertThat(endless.faults(spec("{\"y\": 1}"))).isEmpty();
    assertThat(endless.faults(spec("{\"x\": 1}")))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("without end"));
  }

  @Test
  void manyThreadsUseOneSchema() {
    List<SpecFault> expected = schema.faults(spec("{\"level\": 10}"));
    assertThat(java.util.stream.IntStream.range(0, 200).parallel().boxed())
        .allSatisfy(n -> assertThat(schema.faults(spec("{\"level\": 10}"))).isEqualTo(expected));
  }
}
