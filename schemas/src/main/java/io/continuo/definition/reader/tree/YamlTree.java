package io.continuo.definition.reader.tree;

import io.continuo.definition.problem.Problems;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 documents with its core schema. Aliases and merge keys are followed, up to a
 * bound.
 */
public final class YamlTree {
  static final int MAX_DEPTH = 100;
  private static final int MAX_NODES = 5_000_000;
  private static final int MAX_ALIASES = 50;

  private final Problems problems;
  private int nodes;

  private YamlTree(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads all documents of the text that say anything.
   *
   * @param problems gets the keys that come twice
   * @throws TextException when it is not YAML
   */
  public static List<Node> read(String text, Problems problems) throws TextException {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    YamlTree tree = new YamlTree(problems);
    List<Node> documents = new ArrayList<>();
    try {
      for (var document : new Compose(settings).composeAllFromString(text)) {
        if (!document.getTag().equals(Tag.NULL)) {
          documents.add(tree.node(document, Pointer.ROOT, 0));
        }
      }
    } catch (MarkedYamlEngineException notYaml) {
      throw new TextException(Pointer.ROOT, line(notYaml), "not YAML: " + sentence(notYaml));
    } catch (YamlEngineException refused) {
      throw new TextException(
          Pointer.ROOT, 1, "not YAML that is taken here: " + refused.getMessage());
    } catch (StackOverflowError tooDeep) {
      throw new TextException(
          Pointer.ROOT, 1, "the document nests too deep: at most " + MAX_DEPTH + " levels");
    }
    return documents;
  }

  private static int line(MarkedYamlEngineException notYaml) {
    return notYaml
        .getProblemMark()
        .or(notYaml::getContextMark)
        .map(mark -> mark.getLine() + 1)
        .orElse(1);
  }

  private static String sentence(MarkedYamlEngineException notYaml) {
    String context = notYaml.getContext() == null ? "" : notYaml.getContext() + ", ";
    String column =
        notYaml.getProblemMark().map(mark -> " at column " + (mark.getColumn() + 1)).orElse("");
    return context + notYaml.getProblem() + column;
  }

  private Node node(org.snakeyaml.engine.v2.nodes.Node node, Pointer pointer, int depth)
      throws TextException {
    int line = line(node);
    if (depth > MAX_DEPTH) {
      throw new TextException(
          pointer, line, "nests too deep, or holds itself: at most " + MAX_DEPTH + " levels");
    }
    if (++nodes > MAX_NODES) {
      throw new TextException(
          pointer, line, "its aliases make it too large: write less by reference");
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, pointer, depth);
      case SequenceNode sequence -> sequence(sequence, pointer, depth);
      case ScalarNode scalar -> new Node.Scalar(value(scalar, pointer), scalar.getValue(), line);
      default ->
          throw new TextException(
              pointer, line, "a " + node.getTag() + " has no place in a definition");
    };
  }

  private Node mapping(MappingNode mapping, Pointer pointer, int depth) throws TextException {
    Entries entries = new Entries(pointer, problems);
    for (NodeTuple tuple : mapping.getValue()) {
      int keyLine = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new TextException(
            pointer, keyLine, "a key is not text: if it starts with '{' or '${', put it in quotes");
      }
      entries.put(
          key.getValue(),
          new Node.Entry(
              keyLine, node(tuple.getValueNode(), pointer.child(key.getValue()), depth + 1)));
    }
    return entries.at(line(mapping));
  }

  private Node sequence(SequenceNode sequence, Pointer pointer, int depth) throws TextException {
    List<Node> items = new ArrayList<>(sequence.getValue().size());
    for (var item : sequence.getValue()) {
      items.add(node(item, pointer.child(items.size()), depth + 1));
    }
    return new Node.Sequence(items, line(sequence));
  }

  private static Value value(ScalarNode scalar, Pointer pointer) throws TextException {
    String raw = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.STR)) {
      return Value.of(raw);
    }
    if (tag.equals(Tag.NULL)) {
      return Value.NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return Value.of(raw.toLowerCase(Locale.ROOT).equals("true"));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(raw, pointer, line(scalar));
    }
    throw new TextException(
        pointer, line(scalar), "the tag " + tag + " has no meaning here: remove it");
  }

  private static Value number(String raw, Pointer pointer, int line) throws TextException {
    if (raw.matches("[-+]?\\.(?:inf|Inf|INF|nan|NaN|NAN)")) {
      throw new TextException(
          pointer,
          line,
          "'" + raw + "' is not a number that can be used: put it in quotes if it is text");
    }
    try {
      if (raw.startsWith("0x")) {
        return Value.of(Long.parseLong(raw.substring(2), 16));
      }
      if (raw.startsWith("0o")) {
        return Value.of(Long.parseLong(raw.substring(2), 8));
      }
      return Numbers.read(raw, pointer, line);
    } catch (NumberFormatException notOurs) {
      throw new TextException(
          pointer, line, "'" + raw + "' is not a number: put it in quotes if it is text");
    }
  }

  private static int line(org.snakeyaml.engine.v2.nodes.Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
