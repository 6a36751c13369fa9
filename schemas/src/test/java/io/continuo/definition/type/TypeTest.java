package io.continuo.definition.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "string",
        "list<record{country: string, total: optional<number>}>",
        "map<list<date>>",
        "enum(EUR, SEK, not-known)",
        "json"
      })
  void aTypeReadsBackFromItsText(String text) {
    assertThat(Type.parse(text).text()).isEqualTo(text);
    assertThat(Type.parse(" " + text.replace(", ", " ,  ") + " ")).isEqualTo(Type.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lst<string>|there is no type 'lst'",
        "list<string|expected '>' at character 12",
        "list|expected '<' at character 5",
        "string>|'>' follows the end",
        "record{a: string, a: date}|names field 'a' twice",
        "record{}|missing its name",
        "enum(a, a)|names 'a' twice",
        "optional<optional<date>>|may be absent already",
        "''|a type is missing",
      })
  void whatIsNoTypeIsRefusedWithTheReasonAndTheKnownTypes(String text, String reason) {
    assertThatThrownBy(() -> Type.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("types are string, integer");
  }

  @Test
  void aTypeThatNestsTooDeepIsRefusedRatherThanOverflowingTheStack() {
    assertThatThrownBy(() -> Type.parse("list<".repeat(10_000)))
        .hasMessageContaining("at most 32 deep");
  }

  @ParameterizedTest
  @CsvSource({
    "date,2026-02-28,2026-02-30",
    "datetime,2026-11-21T05:00:00Z,2026-11-21 05:00",
    "duration,PT30S,30s",
    "uri,s3://bucket/key,not a uri",
    "partition,2026-W47,2026-W54",
    "'enum(a, b)',b,c"
  })
  void textsOfATypeAreChecked(String type, String good, String bad) {
    assertThat(Type.parse(type).check(Value.of(good))).isEmpty();
    assertThat(Type.parse(type).check(Value.of(bad)))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("'" + bad + "'").contains(type));
  }

  @Test
  void aWholeIsANumberButADecimalIsNoInteger() {
    assertThat(Type.parse("number").accepts(Value.of(3))).isTrue();
    assertThat(Type.parse("integer").check(Value.of(3.5)))
        .contains("the value is the number 3.5, not an integer");
  }

  @Test
  void aProblemNamesThePlaceWithinTheValue() {
    Value row = new Value.Fields(Map.of("country", Value.of(7)));
    assertThat(Type.parse("list<record{country: string}>").check(new Value.Items(List.of(row))))
        .contains("the value at [0].country is the integer 7, not a string");
  }

  @Test
  void aRecordHasExactlyItsFieldsSaveOptionalOnes() {
    Type type = Type.parse("record{a: string, b: optional<integer>}");
    assertThat(type.accepts(new Value.Fields(Map.of("a", Value.of("x"))))).isTrue();
    assertThat(type.check(new Value.Fields(Map.of("b", Value.of(1)))))
        .hasValueSatisfying(problem -> assertThat(problem).contains("lacks the field 'a'"));
    assertThat(type.check(new Value.Fields(Map.of("a", Value.of("x"), "c", Value.of(1)))))
        .hasValueSatisfying(problem -> assertThat(problem).contains("has no field 'c'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number|integer|true",
        "integer|number|false",
        "string|date|true",
        "date|string|false",
        "json|list<date>|true",
        "string|json|false",
        "optional<string>|string|true",
        "string|optional<string>|false",
        "optional<number>|optional<integer>|true",
        "list<number>|list<integer>|true",
        "list<integer>|list<string>|false",
        "map<string>|record{a: string, b: date}|true",
        "map<string>|record{a: string, b: integer}|false",
        "record{a: string, b: optional<date>}|record{a: uri}|true",
        "record{a: string}|record{a: string, b: date}|false",
        "enum(a, b, c)|enum(a, c)|true",
        "enum(a, b)|enum(a, c)|false",
        "string|enum(a, b)|true",
        "list<string>|string|false",
      })
  void wiringFitsWhenEveryValueOfTheGivenTypeIsOneOfTheWanted(
      String wanted, String given, boolean fits) {
    assertThat(Type.parse(wanted).acceptsAll(Type.parse(given))).isEqualTo(fits);
  }
}
