package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.canonical.CanonicalJson;
import io.continuo.definition.canonical.DefinitionFields;
import io.continuo.definition.plan.ExecutionPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that newcomers meet first are good. */
class ExamplesTest {
  private static final Path FOLDER = Path.of("../examples");

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER, 2)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsValidAndCanonical(Path file) throws IOException {
    WorkflowDefinition workflow = read(file);
    assertThat(file.getFileName()).hasToString(workflow.id().name() + ".yaml");
    assertThat(DefinitionReader.readCanonical(CanonicalJson.text(DefinitionFields.of(workflow))))
        .isEqualTo(workflow);
  }

  @Test
  void theDiamondsHaveFiftyTasksThatAllMeetInOne() throws IOException {
    for (String name : List.of("diamond.yaml", "diamond-containers.yaml")) {
      ExecutionPlan plan = ExecutionPlan.of(read(FOLDER.resolve(name)));
      assertThat(plan.size()).isEqualTo(50);
      assertThat(plan.children(0)).hasSize(48);
      assertThat(plan.parents(49)).hasSize(48);
    }
  }

  private static WorkflowDefinition read(Path file) throws IOException {
    return switch (DefinitionReader.read(Files.readString(file), Format.YAML)) {
      case ReadResult.Ok<WorkflowDefinition>(WorkflowDefinition definition) -> definition;
      case ReadResult.Invalid<WorkflowDefinition> invalid ->
          throw new AssertionError(file + ": " + invalid.problems());
    };
  }
}
