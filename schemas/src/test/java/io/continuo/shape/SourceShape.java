package io.continuo.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a folder of main sources has too much of. */
public final class SourceShape {
  private static final int MAX_LINES = 300;

  /** About a dozen and its package-info; a family of records or codecs may have a few more. */
  private static final int MAX_FILES = 20;

  private static final Pattern VAGUE =
      Pattern.compile("(?i)(util|utils|common|helper|helpers|impl|manager|misc)");

  private SourceShape() {}

  /** Every problem under {@code src/main/java} of the module in the working folder. */
  public static List<String> problems() {
    Path root = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      return Stream.of(tooLong(sources), tooMany(sources), vague(root, sources))
          .flatMap(s -> s)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> tooLong(List<Path> sources) {
    return sources.stream()
        .filter(file -> lines(file) > MAX_LINES)
        .map(file -> file + " has " + lines(file) + " lines; at most " + MAX_LINES);
  }

  private static Stream<String> tooMany(List<Path> sources) {
    Map<Path, Long> counts =
        sources.stream()
            .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .filter(folder -> folder.getValue() > MAX_FILES)
        .map(
            folder ->
                folder.getKey() + " has " + folder.getValue() + " files; at most " + MAX_FILES);
  }

  private static Stream<String> vague(Path root, List<Path> sources) {
    return sources.stream()
        .map(root::relativize)
        .flatMap(file -> Stream.iterate(file, path -> path != null, Path::getParent))
        .map(path -> path.getFileName().toString().replace(".java", ""))
        .distinct()
        .filter(name -> VAGUE.matcher(name).matches())
        .map(name -> "'" + name + "' says nothing: name what it is");
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
