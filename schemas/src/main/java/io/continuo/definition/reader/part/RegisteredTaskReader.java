package io.continuo.definition.reader.part;

import io.continuo.definition.Input;
import io.continuo.definition.Owner;
import io.continuo.definition.RegisteredTask;
import io.continuo.definition.TaskBuilder;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskOptions;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.reader.form.Templated;
import io.continuo.id.WorkflowId;
import java.util.Map;
import java.util.Optional;

/** Reads a task that is registered by itself: {@code kind: task}. */
public final class RegisteredTaskReader {
  private RegisteredTaskReader() {}

  /** What was read, and the templates of its spec. */
  public record Draft(RegisteredTask task, Templated templates) {}

  public static Draft read(Place place) {
    Form form = place.form("a registered task");
    form.take("kind");
    WorkflowId id = HeadReader.id(form);
    Owner owner = form.take("owner").map(HeadReader::owner).orElse(Owner.NONE);
    Optional<String> description = form.take("description").flatMap(Place::text);
    Map<String, Input> inputs = form.take("inputs").map(DataReader::inputs).orElse(Map.of());
    Templated templates = new Templated();
    TaskBuilder builder = TaskDefinition.named(id.name());
    TaskReader.type(form)
        .ifPresentOrElse(
            type -> builder.type(type).spec(SpecReader.read(type, form, templates)),
            () -> SpecReader.skip(form));
    form.take("outputs").map(DataReader::outputs).orElse(Map.of()).forEach(builder::output);
    form.take("retry").map(PolicyReader::retry).ifPresent(builder::retry);
    form.take("timeout").map(PolicyReader::timeouts).ifPresent(builder::timeouts);
    form.take("queue").flatMap(TaskReader::queue).ifPresent(builder::queue);
    builder.options(OptionsReader.readShared(form, TaskOptions.NONE));
    form.close();
    return new Draft(
        new RegisteredTask(id, owner, description, inputs, builder.build()), templates);
  }
}
