package io.continuo.gateway.http.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.RegisteredTask;
import io.continuo.definition.TaskRef;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.canonical.CanonicalJson;
import io.continuo.definition.canonical.DefinitionFields;
import io.continuo.definition.reader.DefinitionReader;
import io.continuo.definition.reader.Format;
import io.continuo.definition.reader.ReadResult;
import io.continuo.gateway.command.Answer;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.trigger.TriggerCheck;
import io.continuo.gateway.view.query.DefinitionSummary;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Definitions.Kind;
import io.continuo.gateway.view.query.Runners;
import io.continuo.gateway.view.query.limit.Limits;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Registering workflows and the tasks that they share. */
public final class RegisterRoutes {
  private final Definitions definitions;
  private final LimitCheck limits;
  private final SpecCheck specs;
  private final Commands commands;

  public RegisterRoutes(
      Definitions definitions, Limits limits, Runners runners, Commands commands) {
    this.definitions = definitions;
    this.limits = new LimitCheck(limits);
    this.specs = new SpecCheck(runners);
    this.commands = commands;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .put("/api/v1/namespaces/{ns}/workflows/{name}", this::workflow)
        .put("/api/v1/namespaces/{ns}/tasks/{name}", this::task);
  }

  private Reply workflow(Call call) throws InterruptedException {
    WorkflowId id = Names.workflow(call);
    Submission sent = Submission.of(call);
    WorkflowDefinition definition =
        Submission.valid(DefinitionReader.read(sent.text(), sent.format(), this::registered));
    Submission.requireNamed(definition.id(), id);
    SpecCheck.Found found = specs.of(definition);
    refuse(sent, faults(definition, found));
    Digest digest = DefinitionText.digest(DefinitionText.write(definition));
    Registered registered =
        register(
            Kind.WORKFLOW,
            id,
            digest,
            new WorkflowCommand.RegisterWorkflow(definition, digest, sent.expected()));
    return reply(
        registered,
        DefinitionJson.workflow(registered.definition()),
        sent.withLines(found.warnings()));
  }

  /** What only somebody can tell who knows this installation; all of it at once. */
  private List<Problem.Fault> faults(WorkflowDefinition definition, SpecCheck.Found found) {
    List<Problem.Fault> faults = new ArrayList<>(limits.faults(definition));
    TriggerCheck.problems(definition, commands.topics())
        .forEach((pointer, what) -> faults.add(new Problem.Fault(pointer, Optional.empty(), what)));
    faults.addAll(found.faults());
    return faults;
  }

  private static void refuse(Submission sent, List<Problem.Fault> faults) {
    if (!faults.isEmpty()) {
      throw Submission.invalid(sent.withLines(faults)).asException();
    }
  }

  private Reply task(Call call) throws InterruptedException {
    WorkflowId id = Names.workflow(call);
    Submission sent = Submission.of(call);
    RegisteredTask task = Submission.valid(DefinitionReader.readTask(sent.text(), sent.format()));
    Submission.requireNamed(task.id(), id);
    SpecCheck.Found found = specs.of(task);
    refuse(sent, found.faults());
    String canonical = CanonicalJson.text(DefinitionFields.of(task));
    Digest digest = DefinitionText.digest(canonical);
    Registered registered =
        register(Kind.TASK, id, digest, new WorkflowCommand.RegisterTask(canonical, digest));
    return reply(
        registered, DefinitionJson.task(registered.definition()), sent.withLines(found.warnings()));
  }

  /**
   * What a registration came to.
   *
   * @param status 201 for a new version, 200 when the newest one says exactly this
   */
  private record Registered(int status, DefinitionSummary definition) {}

  private Registered register(Kind kind, WorkflowId id, Digest digest, WorkflowCommand command)
      throws InterruptedException {
    Optional<DefinitionSummary> before = newestIs(kind, id, digest);
    if (before.isPresent()) {
      return new Registered(200, before.get());
    }
    Answer answer =
        Answers.accepted(commands.ask(id, command, () -> newestIs(kind, id, digest).isPresent()));
    DefinitionSummary registered =
        newestIs(kind, id, digest)
            .orElseThrow(
                () ->
                    Problem.of(
                            504,
                            "not-visible-yet",
                            id + " is registered, but the read model lags; look again soon")
                        .asException());
    return new Registered(answer instanceof Answer.Event ? 201 : 200, registered);
  }

  private Optional<DefinitionSummary> newestIs(Kind kind, WorkflowId id, Digest digest) {
    return definitions.newest(kind, id).filter(newest -> newest.digest().equals(digest.hex()));
  }

  private static Reply reply(Registered registered, ObjectNode json, List<Problem.Fault> warnings) {
    ArrayNode list = json.putArray("warnings");
    warnings.forEach(warning -> warning.addTo(list));
    return Reply.json(registered.status(), json)
        .with("ETag", "\"" + registered.definition().digest() + "\"");
  }

  private Optional<RegisteredTask> registered(TaskRef ref) {
    return definitions
        .version(Kind.TASK, ref.id(), ref.version())
        .flatMap(DefinitionSummary::canonical)
        .map(
            canonical ->
                switch (DefinitionReader.readTask(canonical, Format.JSON)) {
                  case ReadResult.Ok<RegisteredTask>(RegisteredTask task) -> task;
                  case ReadResult.Invalid<RegisteredTask>(var problems) ->
                      throw new IllegalStateException(
                          "registered task " + ref + " cannot be read: " + problems);
                });
  }
}
