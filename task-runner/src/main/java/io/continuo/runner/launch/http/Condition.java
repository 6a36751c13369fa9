package io.continuo.runner.launch.http;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must be true of an answer. Either a path, which holds when something is there that is
 * neither null nor false nor empty; or what stands in a JSONPath filter, with {@code $} for the
 * answer: {@code $.state == 'DONE' && $.error != null}. It does not hold for an answer that has
 * none of the paths that it names, whatever it says.
 *
 * @param text as the author wrote it
 * @param named the paths in it
 */
record Condition(String text, JsonPath compiled, boolean filter, List<JsonPath> named) {
  private static final String BRACKETS =
      "\\[(?:'[^']*'|\"[^\"]*\"|[^\\[\\]'\"]|\\[[^\\[\\]]*\\])*\\]";
  private static final String PATH = "\\$(?:" + BRACKETS + "|\\(\\)|[^\\s=<>!&|~()\\[\\],'\"])*";
  private static final Pattern WORD =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|" + PATH);

  /** Reads the field; {@code field} must be there. */
  static Condition of(Spec spec, String field) throws LaunchException {
    String text = spec.text(field).strip();
    List<JsonPath> named = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    try {
      while (word.find()) {
        if (word.group().startsWith("$")) {
          named.add(JsonPath.compile(word.group()));
        }
      }
      if (named.isEmpty()) {
        throw spec.wrong(
            field, "names nothing in the answer: write $.state == 'DONE', not '" + text + "'");
      }
      boolean filter = !text.matches(PATH);
      return new Condition(
          text, filter ? JsonPath.compile("$[?(" + text + ")]") : named.getFirst(), filter, named);
    } catch (InvalidPathException e) {
      throw spec.wrong(
          field,
          "is no condition: write $.state == 'DONE' or a path such as $.error, not '%s' (%s)"
              .formatted(text, e.getMessage()));
    }
  }

  boolean holds(Document answer) throws LaunchException {
    if (!filter) {
      return answer.says(compiled);
    }
    boolean known = false;
    for (JsonPath path : named) {
      known |= answer.find(path).isPresent();
    }
    return known && answer.says(compiled);
  }
}
