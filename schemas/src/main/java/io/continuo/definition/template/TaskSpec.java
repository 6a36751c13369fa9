package io.continuo.definition.template;

import io.continuo.definition.TaskDefinition;
import io.continuo.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The spec of a task as a launcher gets it. */
public final class TaskSpec {
  /** What is sent as JSON keeps the types of what it refers to. */
  private static final Set<String> TYPED =
      Set.of("request/body", "poll/request/body", "poll/cancel/body");

  private TaskSpec() {}

  /**
   * The spec with every reference replaced. All templates become text, as commands, environments
   * and addresses need it, but those in the body of a request and in a third party's spec, which
   * keep their types. The task's resources are added as {@code resources}. References to the task's
   * secrets stay, for the runner; nothing else in the text looks like one.
   *
   * @param values whose inputs are the task's own first and then the workflow's
   * @throws UnresolvedReference when the scope has no value for a reference
   */
  public static Value.Fields resolve(TaskDefinition task, Scope values) {
    Scope scope = completed(task) ? new BesideSecrets(values) : values;
    Map<String, Value> resolved = new LinkedHashMap<>();
    task.spec()
        .values()
        .forEach(
            (name, value) ->
                resolved.put(
                    name,
                    task.isThirdParty()
                        ? Template.resolve(value, scope)
                        : asText(name, value, scope)));
    if (!task.options().resources().isEmpty()) {
      resolved.put("resources", new Value.Fields(task.options().resources()));
    }
    return new Value.Fields(resolved);
  }

  private static boolean completed(TaskDefinition task) {
    return task.type().equals("http") && !task.options().secrets().isEmpty();
  }

  private static Value asText(String path, Value value, Scope scope) {
    return switch (value) {
      case Value body when TYPED.contains(path) -> Template.resolve(body, scope);
      case Value.Text text -> Value.of(Template.text(Template.resolve(text, scope)));
      case Value.Items(List<Value> items) ->
          new Value.Items(items.stream().map(item -> asText(path, item, scope)).toList());
      case Value.Fields(Map<String, Value> fields) -> {
        Map<String, Value> resolved = new LinkedHashMap<>();
        fields.forEach(
            (field, part) -> resolved.put(field, asText(path + "/" + field, part, scope)));
        yield new Value.Fields(resolved);
      }
      case Value.Null n -> n;
      case Value.Bool b -> b;
      case Value.Whole w -> w;
      case Value.Decimal d -> d;
    };
  }
}
