package io.continuo.definition.type;

import io.continuo.definition.type.Type.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recursive-descent reader of the text form of types. */
final class TypeSyntax {
  private static final int MAX_DEPTH = 32;
  private static final String KNOWN =
      "string, integer, number, boolean, date, datetime, duration, uri, json, partition, list<T>, map<T>, optional<T>, record{name: T, ...} and enum(a, b)";

  private final String text;
  private int at;
  private int depth;

  TypeSyntax(String text) {
    this.text = text;
  }

  Type parse() {
    Type type = type();
    skipSpace();
    if (at < text.length()) {
      throw problem("'" + text.substring(at) + "' follows the end of the type");
    }
    return type;
  }

  private Type type() {
    if (++depth > MAX_DEPTH) {
      throw problem("types nest at most " + MAX_DEPTH + " deep");
    }
    String name = word();
    Type type =
        switch (name) {
          case "list" -> new Type.ListOf(parameter());
          case "map" -> new Type.MapOf(parameter());
          case "optional" -> optional(parameter());
          case "record" -> new Type.RecordOf(fields());
          case "enum" -> new Type.EnumOf(names());
          default -> scalar(name);
        };
    depth--;
    return type;
  }

  private Type optional(Type element) {
    if (element.isOptional()) {
      throw problem("'" + element.text() + "' may be absent already");
    }
    return new Type.OptionalOf(element);
  }

  private Type scalar(String name) {
    for (Scalar scalar : Scalar.values()) {
      if (scalar.text().equals(name)) {
        return scalar;
      }
    }
    throw problem(name.isEmpty() ? "a type is missing" : "there is no type '" + name + "'");
  }

  private Type parameter() {
    expect('<');
    Type type = type();
    expect('>');
    return type;
  }

  private Map<String, Type> fields() {
    Map<String, Type> fields = new LinkedHashMap<>();
    expect('{');
    do {
      String name = word();
      if (name.isEmpty()) {
        throw problem("a field of a record is missing its name");
      }
      expect(':');
      if (fields.put(name, type()) != null) {
        throw problem("the record names field '" + name + "' twice");
      }
    } while (take(','));
    expect('}');
    return fields;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    expect('(');
    do {
      String name = word();
      if (name.isEmpty() || names.contains(name)) {
        throw problem(
            name.isEmpty()
                ? "a name of the enum is missing"
                : "the enum names '" + name + "' twice");
      }
      names.add(name);
    } while (take(','));
    expect(')');
    return names;
  }

  private String word() {
    skipSpace();
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /**
   * Whether an enum can have this name: the form of a word, so that the type's text can be read
   * back.
   */
  static boolean isName(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> isWord((char) c));
  }

  private boolean take(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw problem("expected '" + c + "' at character " + (at + 1));
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException problem(String what) {
    return new IllegalArgumentException(
        "'" + text + "' is not a type: " + what + "; types are " + KNOWN);
  }
}
