package io.continuo.definition.reader;

import io.continuo.definition.RegisteredTask;
import io.continuo.definition.RegisteredTasks;
import io.continuo.definition.TaskRef;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.problem.Problem;
import io.continuo.definition.problem.Problems;
import io.continuo.definition.reader.check.DataCheck;
import io.continuo.definition.reader.check.GraphCheck;
import io.continuo.definition.reader.check.SecretsCheck;
import io.continuo.definition.reader.check.SharedTaskCheck;
import io.continuo.definition.reader.check.WiringCheck;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.part.RegisteredTaskReader;
import io.continuo.definition.reader.part.WorkflowDraft;
import io.continuo.definition.reader.part.WorkflowReader;
import io.continuo.definition.reader.tree.JsonTree;
import io.continuo.definition.reader.tree.Node;
import io.continuo.definition.reader.tree.TextException;
import io.continuo.definition.reader.tree.YamlTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and validates definitions. What it accepts, the engine can run. */
public final class DefinitionReader {
  /** Longer texts are refused, in characters. */
  public static final int MAX_LENGTH = 16 * 1024 * 1024;

  private final RegisteredTasks registered;
  private final boolean canonical;
  private final Problems problems = new Problems();

  private DefinitionReader(RegisteredTasks registered, boolean canonical) {
    this.registered = registered;
    this.canonical = canonical;
  }

  public static ReadResult<WorkflowDefinition> read(String text, Format format) {
    return read(text, format, RegisteredTasks.NONE);
  }

  /**
   * Reads the text of one workflow.
   *
   * @param registered finds what tasks {@code use}; it is filled into the definition
   */
  public static ReadResult<WorkflowDefinition> read(
      String text, Format format, RegisteredTasks registered) {
    return new DefinitionReader(registered, false)
        .one(text, format, Document.OfWorkflow.class)
        .map(Document.OfWorkflow::definition);
  }

  /** Reads the text of one registered task. */
  public static ReadResult<RegisteredTask> readTask(String text, Format format) {
    return new DefinitionReader(RegisteredTasks.NONE, false)
        .one(text, format, Document.OfTask.class)
        .map(Document.OfTask::definition);
  }

  /**
   * Reads all definitions of the text, in its order. Tasks registered in the text itself stand in
   * for those that {@code registered} does not have, whatever the version.
   */
  public static ReadResult<List<Document>> readAll(
      String text, Format format, RegisteredTasks registered) {
    return new DefinitionReader(registered, false).all(text, format);
  }

  /**
   * Reads the canonical JSON of a workflow, in which tasks carry what they use. It was accepted
   * once, so what later versions would refuse of it stands.
   *
   * @throws IllegalArgumentException with all problems when it is not the canonical JSON of a valid
   *     definition
   */
  public static WorkflowDefinition readCanonical(String json) {
    ReadResult<Document.OfWorkflow> result =
        new DefinitionReader(RegisteredTasks.NONE, true)
            .one(json, Format.JSON, Document.OfWorkflow.class);
    return switch (result) {
      case ReadResult.Ok<Document.OfWorkflow>(Document.OfWorkflow document) ->
          document.definition();
      case ReadResult.Invalid<Document.OfWorkflow>(List<Problem> found) ->
          throw new IllegalArgumentException("not a canonical definition: " + found);
    };
  }

  private <D extends Document> ReadResult<D> one(String text, Format format, Class<D> wanted) {
    List<Document> documents = documents(text, format);
    if (problems.isEmpty() && documents.size() != 1) {
      problem(1, "the text holds " + documents.size() + " definitions, and one is wanted here");
    }
    if (problems.isEmpty() && !wanted.isInstance(documents.getFirst())) {
      problem(
          1,
          wanted == Document.OfTask.class
              ? "this is a workflow, not a task: say kind: task"
              : "this is a registered task, not a workflow");
    }
    return problems.isEmpty()
        ? new ReadResult.Ok<>(wanted.cast(documents.getFirst()))
        : new ReadResult.Invalid<>(problems.sorted());
  }

  private ReadResult<List<Document>> all(String text, Format format) {
    List<Document> documents = documents(text, format);
    if (documents.isEmpty() && problems.isEmpty()) {
      problem(1, "the text is empty: write a workflow");
    }
    return problems.isEmpty()
        ? new ReadResult.Ok<>(documents)
        : new ReadResult.Invalid<>(problems.sorted());
  }

  private void problem(int line, String message) {
    problems.add(new Problem(Problem.Kind.INVALID, "", line, message));
  }

  private List<Document> documents(String text, Format format) {
    if (text.length() > MAX_LENGTH) {
      problem(1, "the text is longer than %,d characters: split it".formatted(MAX_LENGTH));
      return List.of();
    }
    try {
      List<Node> nodes =
          switch (format) {
            case YAML -> YamlTree.read(text, problems);
            case JSON -> List.of(JsonTree.read(text, problems));
          };
      return documents(nodes.stream().map(node -> Place.root(node, problems)).toList());
    } catch (TextException unreadable) {
      problems.add(unreadable.problem());
      return List.of();
    }
  }

  private List<Document> documents(List<Place> places) {
    List<Optional<String>> kinds = places.stream().map(WorkflowReader::kind).toList();
    Map<Integer, RegisteredTask> tasks = new HashMap<>();
    for (int i = 0; i < places.size(); i++) {
      if (kinds.get(i).filter("task"::equals).isPresent()) {
        tasks.put(i, task(places.get(i)));
      }
    }
    WorkflowReader reader = new WorkflowReader(ref -> find(ref, tasks.values()), canonical);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      RegisteredTask task = tasks.get(i);
      if (task != null) {
        documents.add(new Document.OfTask(task));
      } else if (kinds.get(i).isPresent()) {
        documents.add(new Document.OfWorkflow(workflow(reader, places.get(i))));
      }
    }
    return documents;
  }

  private Optional<RegisteredTask> find(TaskRef ref, Collection<RegisteredTask> here) {
    return registered
        .find(ref)
        .or(() -> here.stream().filter(task -> task.id().equals(ref.id())).findFirst());
  }

  private static RegisteredTask task(Place place) {
    Availability.checkTask(place);
    RegisteredTaskReader.Draft draft = RegisteredTaskReader.read(place);
    SharedTaskCheck.check(draft.task(), draft.templates());
    SecretsCheck.check(place, draft.task().task());
    return draft.task();
  }

  private WorkflowDefinition workflow(WorkflowReader reader, Place place) {
    WorkflowDraft draft = reader.read(place);
    if (!canonical) {
      Availability.checkWorkflow(place);
      WiringCheck.check(draft);
      DataCheck.check(draft);
    }
    GraphCheck.check(draft);
    return draft.definition();
  }
}
