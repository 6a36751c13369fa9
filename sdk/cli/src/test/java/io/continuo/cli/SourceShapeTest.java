package io.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps files and packages small enough to read at one sitting. */
class SourceShapeTest {
  private static final Set<String> WORDS_THAT_SAY_NOTHING =
      Set.of("util", "utils", "common", "helper", "helpers", "impl", "manager", "misc");

  @Test
  void noFileIsLongerThanThreeHundredLines() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
    }
  }

  @Test
  void noPackageHoldsMoreThanTwelveFiles() throws IOException {
    Map<Path, Long> files =
        sources().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    assertThat(files)
        .isNotEmpty()
        .allSatisfy((folder, count) -> assertThat(count).isLessThanOrEqualTo(13));
  }

  @Test
  void namesSayWhatThingsAre() throws IOException {
    assertThat(sources())
        .noneMatch(
            file ->
                Stream.of(file.toString().split("[/.]|(?=\\p{Lu})"))
                    .anyMatch(
                        word -> WORDS_THAT_SAY_NOTHING.contains(word.toLowerCase(Locale.ROOT))));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
