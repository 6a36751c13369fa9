package io.continuo.runner.launch.http;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code results} of a task: outputs by name, each with its path into the last answer. Without
 * any the answer itself is the outputs.
 */
record Results(Map<String, JsonPath> paths) {

  static Results of(Spec task) throws LaunchException {
    Spec results = task.section("results");
    Map<String, JsonPath> paths = new LinkedHashMap<>();
    for (String name : results.fields().values().keySet()) {
      path(results, name).ifPresent(path -> paths.put(name, path));
    }
    return new Results(paths);
  }

  /** Reads a path, if the field is there. */
  static Optional<JsonPath> path(Spec spec, String field) throws LaunchException {
    Optional<String> text = spec.optionalText(field);
    try {
      return text.filter(path -> path.startsWith("$")).isPresent()
          ? text.map(JsonPath::compile)
          : absentOrWrong(spec, field, text);
    } catch (InvalidPathException e) {
      throw spec.wrong(
          field, "is not a path: '%s' (%s)".formatted(text.orElse(""), e.getMessage()));
    }
  }

  private static Optional<JsonPath> absentOrWrong(Spec spec, String field, Optional<String> text)
      throws LaunchException {
    if (text.isPresent()) {
      throw spec.wrong(
          field, "is not a path into the answer: start it with $, as in $.job.id: " + text.get());
    }
    return Optional.empty();
  }

  /** What to write into the outputs file. */
  byte[] outputs(byte[] answer, String from) throws LaunchException {
    if (paths.isEmpty()) {
      return answer;
    }
    Document document = Document.read(answer, from);
    Map<String, @Nullable Object> picked = new LinkedHashMap<>();
    for (Map.Entry<String, JsonPath> result : paths.entrySet()) {
      Document.Found found =
          document
              .find(result.getValue())
              .orElseThrow(
                  () ->
                      LaunchException.user(
                          "the result '%s' is not in the answer to %s: there is no %s in %s"
                              .formatted(
                                  result.getKey(),
                                  from,
                                  result.getValue().getPath(),
                                  document.shown())));
      picked.put(result.getKey(), found.value());
    }
    return Document.write(picked).getBytes(StandardCharsets.UTF_8);
  }
}
