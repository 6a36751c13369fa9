package io.continuo.cli.definition;

import io.continuo.definition.problem.Problem;
import io.continuo.definition.problem.Problems;
import io.continuo.definition.reader.Format;
import io.continuo.definition.reader.tree.JsonTree;
import io.continuo.definition.reader.tree.Node;
import io.continuo.definition.reader.tree.TextException;
import io.continuo.definition.reader.tree.YamlTree;
import io.continuo.sdk.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One definition of a file as it is sent to the server, which is the judge of everything but where
 * to send it.
 *
 * @param text starts with empty lines in place of the documents before it, so that the server's
 *     line numbers are those of the file
 */
public record Draft(String file, Format format, String text) {
  private static final Pattern DOCUMENT_START = Pattern.compile("---(\\s.*)?");

  /** Where a definition belongs; what is missing in the text is empty. */
  public record Heading(boolean isTask, Optional<String> namespace, Optional<String> name) {}

  /** The documents of a file in its order, without those that only hold comments. */
  public static List<Draft> of(DefinitionFile file) {
    if (file.format() == Format.JSON) {
      return List.of(new Draft(file.name(), file.format(), file.text()));
    }
    List<Draft> drafts = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    int line = 0;
    for (String text : file.text().split("\\R", -1)) {
      if (DOCUMENT_START.matcher(text).matches()) {
        add(drafts, file, current);
        current = new StringBuilder("\n".repeat(line));
      }
      current.append(text).append('\n');
      line++;
    }
    add(drafts, file, current);
    return drafts;
  }

  /**
   * Reads where it belongs.
   *
   * @throws TextException when the text is not even YAML or JSON
   */
  public Heading heading() throws TextException {
    Problems ignored = new Problems();
    List<Node> nodes =
        switch (format) {
          case YAML -> YamlTree.read(text, ignored);
          case JSON -> List.of(JsonTree.read(text, ignored));
        };
    Optional<Node> node = nodes.stream().findFirst();
    return new Heading(
        node.flatMap(found -> scalar(found, "kind")).filter("task"::equals).isPresent(),
        node.flatMap(found -> scalar(found, "namespace")),
        node.flatMap(found -> scalar(found, "name")));
  }

  /** The text for the wire. */
  public Definition definition() {
    return switch (format) {
      case YAML -> Definition.yaml(text);
      case JSON -> Definition.json(text);
    };
  }

  /** A problem as compilers print it, so that editors can jump there. */
  public static String line(String file, Problem problem) {
    String pointer = problem.pointer().isEmpty() ? "" : problem.pointer() + ": ";
    return file + ":" + problem.line() + ": " + pointer + problem.message();
  }

  private static void add(List<Draft> drafts, DefinitionFile file, StringBuilder text) {
    boolean says =
        text.toString().lines().anyMatch(line -> !line.matches("\\s*(#.*)?|---(\\s+#.*)?\\s*"));
    if (says) {
      drafts.add(new Draft(file.name(), file.format(), text.toString()));
    }
  }

  private static Optional<String> scalar(Node node, String field) {
    if (!(node instanceof Node.Mapping mapping)) {
      return Optional.empty();
    }
    return Optional.ofNullable(mapping.entries().get(field))
        .map(Node.Entry::value)
        .filter(Node.Scalar.class::isInstance)
        .map(value -> ((Node.Scalar) value).raw());
  }
}
