package io.continuo.cli.definition;

import io.continuo.cli.failure.CommandException;
import io.continuo.definition.reader.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The text of a file.
 *
 * @param name as the user would type it
 */
public record DefinitionFile(String name, Format format, String text) {

  /**
   * Reads files, and all definitions below folders, sorted; {@code -} is YAML on stdin. A folder
   * further down with a {@code pom.xml} is a program, and what is in it no definition.
   */
  public static List<DefinitionFile> read(List<String> typed, InputStream stdin) {
    List<DefinitionFile> files = new ArrayList<>();
    for (String name : typed) {
      if (name.equals("-")) {
        files.add(new DefinitionFile("(stdin)", Format.YAML, all(stdin)));
      } else {
        paths(Path.of(name)).forEach(path -> files.add(read(path)));
      }
    }
    return files;
  }

  private static List<Path> paths(Path path) {
    if (!Files.exists(path)) {
      throw CommandException.usage("there is no file or folder '" + path + "'");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> found = below(path);
    if (found.isEmpty()) {
      throw CommandException.usage("there is no .yaml, .yml or .json file below '" + path + "'");
    }
    return found;
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(DefinitionFile::isDefinition)
          .filter(file -> !isInProgram(folder, file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isDefinition(Path path) {
    return Files.isRegularFile(path) && path.toString().matches(".*\\.(ya?ml|json)");
  }

  private static boolean isInProgram(Path folder, Path file) {
    return Stream.iterate(file, above -> !above.equals(folder), Path::getParent)
        .anyMatch(above -> Files.exists(above.resolve("pom.xml")));
  }

  private static DefinitionFile read(Path path) {
    try {
      return new DefinitionFile(
          path.toString(), Format.of(path.toString()), Files.readString(path));
    } catch (CharacterCodingException e) {
      throw CommandException.usage("'" + path + "' is not a text in UTF-8");
    } catch (IOException e) {
      throw CommandException.usage("'" + path + "' cannot be read: " + e.getMessage());
    }
  }

  private static String all(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
