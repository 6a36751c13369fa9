package io.continuo.cli.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.definition.RegisteredTask;
import io.continuo.definition.RegisteredTasks;
import io.continuo.definition.problem.Problem;
import io.continuo.definition.reader.DefinitionReader;
import io.continuo.definition.reader.Document;
import io.continuo.definition.reader.ReadResult;
import io.continuo.sdk.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What offline validation says of a file.
 *
 * @param definitions names of what it defines; empty when there are problems
 */
public record Validation(String file, List<String> definitions, List<Problem> problems) {

  /** Validates all files together: a task defined in one may be used by a workflow in another. */
  public static List<Validation> of(List<DefinitionFile> files) {
    Map<String, RegisteredTask> tasks = new HashMap<>();
    for (DefinitionFile file : files) {
      for (Document document : documents(read(file, RegisteredTasks.NONE))) {
        if (document instanceof Document.OfTask task) {
          tasks.put(task.id().toString(), task.definition());
        }
      }
    }
    RegisteredTasks known = ref -> Optional.ofNullable(tasks.get(ref.id().toString()));
    return files.stream().map(file -> of(file, read(file, known))).toList();
  }

  public boolean isValid() {
    return problems.isEmpty();
  }

  public ObjectNode json() {
    ObjectNode json = Json.object().put("file", file).put("valid", isValid());
    definitions.forEach(json.putArray("definitions")::add);
    var array = json.putArray("problems");
    for (Problem problem : problems) {
      array
          .addObject()
          .put("pointer", problem.pointer())
          .put("line", problem.line())
          .put("message", problem.message());
    }
    return json;
  }

  private static Validation of(DefinitionFile file, ReadResult<List<Document>> result) {
    return switch (result) {
      case ReadResult.Ok<List<Document>>(List<Document> found) ->
          new Validation(
              file.name(),
              found.stream().map(document -> document.id().toString()).toList(),
              List.of());
      case ReadResult.Invalid<List<Document>>(List<Problem> problems) ->
          new Validation(file.name(), List.of(), problems);
    };
  }

  private static ReadResult<List<Document>> read(DefinitionFile file, RegisteredTasks tasks) {
    return DefinitionReader.readAll(file.text(), file.format(), tasks);
  }

  private static List<Document> documents(ReadResult<List<Document>> result) {
    return switch (result) {
      case ReadResult.Ok<List<Document>>(List<Document> found) -> found;
      case ReadResult.Invalid<List<Document>> invalid -> List.of();
    };
  }
}
