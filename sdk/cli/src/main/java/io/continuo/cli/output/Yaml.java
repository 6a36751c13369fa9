package io.continuo.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * JSON as block-style YAML 1.2; strings are quoted whenever they could be read as anything else.
 */
public final class Yaml {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./@+ -]*");
  private static final Pattern WORD_WITH_MEANING =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|\\.nan|\\.inf");

  private final StringBuilder text = new StringBuilder();

  private Yaml() {}

  /** The document, ending with a line feed. */
  public static String of(JsonNode node) {
    Yaml yaml = new Yaml();
    if (isBlock(node)) {
      yaml.block(node, 0);
    } else {
      yaml.text.append(scalar(node)).append('\n');
    }
    return yaml.text.toString();
  }

  private void block(JsonNode node, int indent) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        text.append(" ".repeat(indent)).append(string(field.getKey())).append(':');
        value(field.getValue(), indent + 2);
      }
    } else {
      for (JsonNode item : node) {
        text.append(" ".repeat(indent)).append('-');
        item(item, indent + 2);
      }
    }
  }

  private void value(JsonNode node, int indent) {
    if (isBlock(node)) {
      text.append('\n');
      block(node, indent);
    } else {
      text.append(' ').append(scalar(node)).append('\n');
    }
  }

  /** The first field of an item stands on the line of its dash. */
  private void item(JsonNode node, int indent) {
    if (isBlock(node)) {
      int start = text.length();
      block(node, indent);
      text.replace(start, start + indent, " ".repeat(1));
    } else {
      text.append(' ').append(scalar(node)).append('\n');
    }
  }

  private static boolean isBlock(JsonNode node) {
    return node.isContainerNode() && !node.isEmpty();
  }

  private static String scalar(JsonNode node) {
    return node.isTextual()
        ? string(node.asText())
        : node.isMissingNode() ? "null" : node.toString();
  }

  private static String string(String value) {
    boolean plain =
        PLAIN.matcher(value).matches()
            && !value.endsWith(" ")
            && !WORD_WITH_MEANING.matcher(value).matches();
    return plain ? value : TextNode.valueOf(value).toString();
  }
}
