package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {
  private static final String YAML =
      """
      # a comment
      namespace: f
      tasks:
        a/b:
          type: acme.report
          pages:
            - 1
            - at: 2
      """;
  private static final String JSON = "{\n\"tasks\": {\n\"a/b\": {\n\"pages\": [1,\n2]}}}";

  @ParameterizedTest
  @CsvSource({
    "'',2",
    "/namespace,2",
    "/tasks,3",
    "/tasks/a~1b,4",
    "/tasks/a~1b/pages/0,7",
    "/tasks/a~1b/pages/1/at,8",
    "/tasks/a~1b/pages/2,6",
    "/tasks/a~1b/nothing/there,4",
    "/namespace/x,2",
  })
  void aPointerLeadsToTheLineOfItsKeyOrOfTheLastThatIsThere(String pointer, int line) {
    assertThat(Lines.of(YAML, Format.YAML).at(pointer)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({"'',1", "/tasks,2", "/tasks/a~1b/pages/1,5"})
  void jsonHasLinesToo(String pointer, int line) {
    assertThat(Lines.of(JSON, Format.JSON).at(pointer)).isEqualTo(line);
  }
}
