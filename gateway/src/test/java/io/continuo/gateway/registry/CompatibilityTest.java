package io.continuo.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {
  private static final Schema EMPTY = record("");
  private static final Schema OPTIONAL = record("{\"name\":\"x\",\"type\":\"int\",\"default\":0}");
  private static final Schema REQUIRED = record("{\"name\":\"x\",\"type\":\"int\"}");

  /** History (oldest first) -> proposed, and whether each level lets it pass. */
  @ParameterizedTest
  @CsvSource({
    "BACKWARD,            EMPTY,          OPTIONAL, true",
    "BACKWARD,            EMPTY,          REQUIRED, false",
    "BACKWARD,            EMPTY OPTIONAL, REQUIRED, true",
    "BACKWARD_TRANSITIVE, EMPTY OPTIONAL, REQUIRED, false",
    "FORWARD,             EMPTY,          REQUIRED, true",
    "FORWARD,             REQUIRED,       EMPTY,    false",
    "FORWARD,             REQUIRED OPTIONAL, EMPTY, true",
    "FORWARD_TRANSITIVE,  REQUIRED OPTIONAL, EMPTY, false",
    "FULL,                EMPTY,          OPTIONAL, true",
    "FULL,                EMPTY OPTIONAL, REQUIRED, true",
    "FULL_TRANSITIVE,     EMPTY OPTIONAL, REQUIRED, false",
    "NONE,                REQUIRED,       EMPTY,    true",
  })
  void eachLevelComparesInItsOwnDirectionAndDepth(
      Compatibility level, String history, String proposed, boolean passes) {
    List<Schema> newestFirst =
        List.of(history.split(" ")).reversed().stream().map(CompatibilityTest::named).toList();
    assertThat(level.breach(named(proposed), newestFirst).isEmpty()).isEqualTo(passes);
  }

  private static Schema named(String name) {
    return switch (name) {
      case "EMPTY" -> EMPTY;
      case "OPTIONAL" -> OPTIONAL;
      case "REQUIRED" -> REQUIRED;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Schema record(String fields) {
    return SchemaText.parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
  }
}
