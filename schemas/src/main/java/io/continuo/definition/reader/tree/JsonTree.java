package io.continuo.definition.reader.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.continuo.definition.problem.Problems;
import io.continuo.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one JSON document. */
public final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(YamlTree.MAX_DEPTH).build())
          .build();

  private final JsonParser parser;
  private final Problems problems;

  private JsonTree(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * Reads the text.
   *
   * @param problems gets the keys that come twice
   * @throws TextException when it is not JSON
   */
  public static Node read(String text, Problems problems) throws TextException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonTree(parser, problems).document();
    } catch (JsonProcessingException notJson) {
      int line = notJson.getLocation() == null ? 1 : Math.max(1, notJson.getLocation().getLineNr());
      int column =
          notJson.getLocation() == null ? 1 : Math.max(1, notJson.getLocation().getColumnNr());
      throw new TextException(
          Pointer.ROOT, line, "not JSON at column " + column + ": " + notJson.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory failed", impossible);
    }
  }

  private Node document() throws IOException, TextException {
    if (parser.nextToken() == null) {
      throw new TextException(
          Pointer.ROOT, 1, "the document is empty: a definition is a JSON object");
    }
    Node node = node(Pointer.ROOT);
    if (parser.nextToken() != null) {
      throw new TextException(
          Pointer.ROOT, line(), "something follows the end of the document: remove it");
    }
    return node;
  }

  private Node node(Pointer pointer) throws IOException, TextException {
    int line = line();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(pointer, line);
      case START_ARRAY -> sequence(pointer, line);
      case VALUE_STRING -> new Node.Scalar(Value.of(parser.getText()), parser.getText(), line);
      case VALUE_TRUE, VALUE_FALSE ->
          new Node.Scalar(Value.of(parser.getBooleanValue()), parser.getText(), line);
      case VALUE_NULL -> new Node.Scalar(Value.NULL, "null", line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(pointer, line);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new AssertionError("no value starts with " + parser.currentToken());
    };
  }

  private Node mapping(Pointer pointer, int line) throws IOException, TextException {
    Entries entries = new Entries(pointer, problems);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      parser.nextToken();
      entries.put(key, new Node.Entry(keyLine, node(pointer.child(key))));
    }
    return entries.at(line);
  }

  private Node sequence(Pointer pointer, int line) throws IOException, TextException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(pointer.child(items.size())));
    }
    return new Node.Sequence(items, line);
  }

  private Node number(Pointer pointer, int line) throws IOException, TextException {
    String raw = parser.getText();
    return new Node.Scalar(Numbers.read(raw, pointer, line), raw, line);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
