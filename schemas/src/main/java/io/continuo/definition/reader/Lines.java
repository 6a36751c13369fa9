package io.continuo.definition.reader;

import io.continuo.definition.problem.Problems;
import io.continuo.definition.reader.tree.JsonTree;
import io.continuo.definition.reader.tree.Node;
import io.continuo.definition.reader.tree.TextException;
import io.continuo.definition.reader.tree.YamlTree;
import java.util.List;
import java.util.Map;

/** Finds the lines of a definition's text, for those who find faults after it was read. */
public final class Lines {
  private final Node document;

  private Lines(Node document) {
    this.document = document;
  }

  /**
   * Those of a text with one definition.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  public static Lines of(String text, Format format) {
    try {
      return new Lines(
          switch (format) {
            case YAML -> YamlTree.read(text, new Problems()).getFirst();
            case JSON -> JsonTree.read(text, new Problems());
          });
    } catch (TextException e) {
      throw new IllegalArgumentException(e.problem().toString(), e);
    }
  }

  /** Where a pointer leads; if its end is not there, where it was lost. */
  public int at(String pointer) {
    Node node = document;
    int line = document.line();
    for (String step : pointer.substring(Math.min(1, pointer.length())).split("/", -1)) {
      String key = step.replace("~1", "/").replace("~0", "~");
      switch (node) {
        case Node.Mapping(Map<String, Node.Entry> entries, int _) when entries.containsKey(key) -> {
          Node.Entry entry = entries.get(key);
          node = entry.value();
          line = entry.line();
        }
        case Node.Sequence(List<Node> items, int _)
            when key.matches("[0-9]{1,8}") && Integer.parseInt(key) < items.size() -> {
          node = items.get(Integer.parseInt(key));
          line = node.line();
        }
        case Node.Mapping _, Node.Sequence _, Node.Scalar _ -> {
          return line;
        }
      }
    }
    return line;
  }
}
