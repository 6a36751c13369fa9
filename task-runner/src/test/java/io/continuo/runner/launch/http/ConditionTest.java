package io.continuo.runner.launch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import io.continuo.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final String ANSWER =
      """
      { "state": "DONE", "n": 3, "cost": "$5", "error": null, "ok": false, "list": [],
        "parts": [ { "state": "DONE" }, { "state": "RUNNING" } ], "a b": { "c": 1 } }
      """;

  private static Condition condition(String text) throws LaunchException {
    return Condition.of(Spec.of(new Value.Fields(Map.of("until", Value.of(text)))), "until");
  }

  private static boolean holds(String text) throws LaunchException {
    byte[] bytes = ANSWER.getBytes(StandardCharsets.UTF_8);
    return condition(text).holds(Document.read(bytes, "GET x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "$.state == 'DONE';true",
        "$.state=='DONE';true",
        "$.state == \"RUNNING\";false",
        "$.state in ['DONE', 'FAILED'];true",
        "$.state =~ /^D.*E$/;true",
        "$.cost == '$5';true",
        "$.n > 2 && $.n <= 3;true",
        "$.gone == 1 || $.state == 'DONE';true",
        "!($.n == 3);false",
        "$['a b'].c == 1;true",
        "$[?(@.state == 'DONE')];true",
        "$.parts[?(@.state == 'RUNNING')];true",
        "$.parts[?(@.state == 'FAILED')];false",
        "$.parts[?(@.state in ['FAILED', 'RUNNING'])];true",
        "$.state;true",
        "$.error;false",
        "$.ok;false",
        "$.list;false",
        "$.gone;false",
      })
  void holdsOrNot(String text, boolean expected) throws LaunchException {
    assertThat(holds(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.gone != 'RUNNING'", "!$.gone", "$.gone.deeper nin ['RUNNING']"})
  void aConditionOnWhatIsNotThereDoesNotHold(String text) throws LaunchException {
    assertThat(holds(text)).isFalse();
  }

  @Test
  void anAnswerMayBeAList() throws LaunchException {
    byte[] list = "[ { \"state\": \"DONE\" } ]".getBytes(StandardCharsets.UTF_8);

    assertThat(condition("$[0].state == 'DONE'").holds(Document.read(list, "GET x"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DONE", "$.state = 'DONE'", "$.state ==", "$.state == DONE", "$."})
  void whatIsNoConditionIsRefusedWithItsPlace(String text) {
    assertThatThrownBy(() -> condition(text))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("'until'")
        .hasMessageContaining("write $.state == 'DONE'");
  }
}
