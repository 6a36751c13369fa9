package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.canonical.CanonicalJson;
import io.continuo.definition.canonical.DefinitionFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever stands in a text, the answer is a definition or problems with a line, never an
 * exception.
 */
class AnyTextTest {
  private static final String CHARACTERS = "{}[]:,\"'\\&*!|>%#-?~$ \n\tax0.9\u0000é😀";

  @ParameterizedTest
  @ValueSource(strings = {"everything.yaml", "everything.json", "timed.yaml", "timed.json"})
  void spoiltDefinitionsGetAnAnswer(String file) throws IOException {
    Format format = Format.of(file);
    String good = resource("/definition/golden/" + file);
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      String spoilt = spoil(good, random);
      switch (DefinitionReader.read(spoilt, format)) {
        case ReadResult.Ok<WorkflowDefinition>(WorkflowDefinition definition) ->
            assertThat(
                    DefinitionReader.readCanonical(
                        CanonicalJson.text(DefinitionFields.of(definition))))
                .as(spoilt)
                .isEqualTo(definition);
        case ReadResult.Invalid<WorkflowDefinition> invalid ->
            assertThat(invalid.problems())
                .isNotEmpty()
                .allMatch(problem -> problem.line() >= 1 && !problem.message().isBlank());
      }
    }
  }

  private static String spoil(String text, Random random) {
    StringBuilder spoilt = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(spoilt.length());
      int end = Math.min(spoilt.length(), at + random.nextInt(8));
      switch (random.nextInt(3)) {
        case 0 -> spoilt.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        case 1 -> spoilt.delete(at, end);
        default -> spoilt.insert(random.nextInt(spoilt.length()), spoilt.substring(at, end));
      }
    }
    return spoilt.toString();
  }

  private static String resource(String name) throws IOException {
    try (var in = AnyTextTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
