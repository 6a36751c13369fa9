package io.continuo.runner.launch.http;

import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Secrets;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What only the runner can fill in: {@code ${secrets.NAME}}, and {@code ${response.PATH}} from the
 * answer that created a job. One pass: what is filled in is never looked at again.
 *
 * @param created whether there is such an answer yet; before, references to it are plain text
 * @param response the answer, if it is JSON
 */
record Holes(Secrets secrets, boolean created, Optional<Value> response) {
  /** How the engine writes text that only looks like a reference to a secret. */
  private static final String NO_SECRET = "${secrets.}";

  private static final Pattern HOLE =
      Pattern.compile("\\$\\{(?:secrets\\.|(secrets|response)((?:\\.[A-Za-z0-9_-]+)*))\\}");
  private static final Pattern NOT_OF_A_URL = Pattern.compile("[^!#-;=?-\\[\\]_a-z~]");

  static Holes before(Secrets secrets) {
    return new Holes(secrets, false, Optional.empty());
  }

  Holes with(Optional<Value> answer) {
    return new Holes(secrets, true, answer);
  }

  String text(String template) throws LaunchException {
    return fill(template, this::secret, part -> part);
  }

  /** An address: a secret is one word of it, a part of the answer may be a path or all of it. */
  String url(String template) throws LaunchException {
    return fill(template, hole -> encoded(secret(hole)), Holes::encodedWhereNeeded);
  }

  /** For people: as {@link #url}, with the names of secrets in place of them. */
  String shown(String template) throws LaunchException {
    return fill(template, Matcher::group, Holes::encodedWhereNeeded);
  }

  /** A body. A text that is one reference to the answer becomes what it refers to, of any type. */
  Value value(Value template) throws LaunchException {
    return switch (template) {
      case Value.Text(String text) -> {
        Matcher hole = HOLE.matcher(text);
        yield hole.matches() && isPart(hole) ? part(hole) : Value.of(text(text));
      }
      case Value.Items(List<Value> items) -> {
        Value[] filled = new Value[items.size()];
        for (int i = 0; i < filled.length; i++) {
          filled[i] = value(items.get(i));
        }
        yield new Value.Items(List.of(filled));
      }
      case Value.Fields(Map<String, Value> fields) -> {
        Map<String, Value> filled = new LinkedHashMap<>();
        for (Map.Entry<String, Value> field : fields.entrySet()) {
          filled.put(field.getKey(), value(field.getValue()));
        }
        yield new Value.Fields(filled);
      }
      case Value.Null n -> n;
      case Value.Bool b -> b;
      case Value.Whole w -> w;
      case Value.Decimal d -> d;
    };
  }

  private interface Secret {
    String of(Matcher hole) throws LaunchException;
  }

  private boolean isPart(Matcher hole) {
    return created && "response".equals(hole.group(1));
  }

  /** A task without secrets has no references to any: what looks like one is its data. */
  private boolean isSecret(Matcher hole) {
    return !secrets.isEmpty() && "secrets".equals(hole.group(1));
  }

  private String fill(String template, Secret secret, UnaryOperator<String> ofPart)
      throws LaunchException {
    StringBuilder filled = new StringBuilder();
    Matcher hole = HOLE.matcher(template);
    int at = 0;
    while (hole.find()) {
      filled.append(template, at, hole.start());
      if (hole.group().equals(NO_SECRET)) {
        filled.append(secrets.isEmpty() ? NO_SECRET : "${secrets.");
      } else if (isSecret(hole)) {
        filled.append(secret.of(hole));
      } else {
        filled.append(isPart(hole) ? ofPart.apply(plain(part(hole))) : hole.group());
      }
      at = hole.end();
    }
    return filled.append(template, at, template.length()).toString();
  }

  private String secret(Matcher hole) throws LaunchException {
    String name = hole.group(2).isEmpty() ? "" : hole.group(2).substring(1);
    String value = secrets.env().get(name);
    if (value == null) {
      throw LaunchException.user(
          hole.group()
              + " in the request is no secret of the task: name it in the task's 'secrets'");
    }
    return value;
  }

  private Value part(Matcher hole) throws LaunchException {
    Value value =
        response.orElseThrow(
            () ->
                LaunchException.user(
                    hole.group() + " has no value: the answer that created the job is not JSON"));
    String path = hole.group(2);
    for (String step : path.isEmpty() ? new String[0] : path.substring(1).split("\\.", -1)) {
      value =
          step(value, step)
              .orElseThrow(
                  () ->
                      LaunchException.user(
                          hole.group()
                              + " has no value: the answer that created the job has no '"
                              + step
                              + "' there; that answer is in the task's log"));
    }
    return value;
  }

  private static Optional<Value> step(Value value, String step) {
    return switch (value) {
      case Value.Fields(Map<String, Value> fields) -> Optional.ofNullable(fields.get(step));
      case Value.Items(List<Value> items)
          when step.matches("[0-9]{1,9}") && Integer.parseInt(step) < items.size() ->
          Optional.of(items.get(Integer.parseInt(step)));
      case Value _ -> Optional.empty();
    };
  }

  private static String plain(Value value) {
    return value instanceof Value.Text(String text) ? text : ValueJson.write(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String encodedWhereNeeded(String text) {
    return NOT_OF_A_URL
        .matcher(text)
        .replaceAll(wrong -> Matcher.quoteReplacement(encoded(wrong.group())));
  }
}
