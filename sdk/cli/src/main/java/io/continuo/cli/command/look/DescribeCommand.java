package io.continuo.cli.command.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.ExecutionQuery;
import io.continuo.sdk.model.Execution;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.model.RegisteredTask;
import io.continuo.sdk.model.Runner;
import io.continuo.sdk.model.TaskView;
import io.continuo.sdk.model.Workflow;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code continuo describe KIND NAME}: one thing for people, with what belongs to it. */
@Command(
    name = "describe",
    description = "Describe one workflow, task, execution or runner in full.",
    synopsisSubcommandLabel = "KIND")
public final class DescribeCommand {
  private static final int RECENT = 5;
  private static final int TASKS_SHOWN = 1000;

  private final Session session;

  public DescribeCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "workflow",
      aliases = "workflows",
      description = "Definition, versions and recent executions.")
  int workflow(
      @Parameters(paramLabel = "WORKFLOW", description = "namespace/name, or the bare name")
          String typed) {
    ContinuoClient client = session.client();
    QualifiedName name = new Names(client, session.namespace()).workflow(typed);
    Workflow workflow = client.workflows().get(name);
    List<Execution> recent =
        client
            .executions()
            .list(ExecutionQuery.all().of(name).pageSize(RECENT))
            .limit(RECENT)
            .toList();
    Description text =
        description()
            .field("Workflow", workflow.id())
            .field("Version", workflow.version())
            .field("State", workflow.paused() ? "paused" : "active")
            .field("Owner", workflow.owner())
            .field("Digest", workflow.digest())
            .time("Registered", workflow.registeredAt())
            .table("Recent executions", Views.EXECUTIONS, recent)
            .yaml("Definition", workflow.definition());
    return show(with(workflow.json(), "executions", recent.stream().map(Execution::json)), text);
  }

  @Command(name = "task", aliases = "tasks", description = "A registered task with its definition.")
  int task(
      @Parameters(paramLabel = "TASK", description = "namespace/name, or the bare name")
          String typed) {
    ContinuoClient client = session.client();
    RegisteredTask task = client.tasks().get(new Names(client, session.namespace()).task(typed));
    Description text =
        description()
            .field("Task", task.id())
            .field("Type", task.type())
            .field("Version", task.version())
            .field("Digest", task.digest())
            .time("Registered", task.registeredAt())
            .yaml("Definition", task.definition());
    return show(task.json(), text);
  }

  @Command(
      name = "execution",
      aliases = "executions",
      description = "An execution with its tasks and attempts.")
  int execution(@Parameters(paramLabel = "ID") String id) {
    ContinuoClient client = session.client();
    Execution execution = client.executions().get(id);
    List<TaskView> tasks =
        client.executions().tasks(id).limit(TASKS_SHOWN).sorted(TaskView.byStart()).toList();
    Description text =
        description()
            .field("Execution", execution.id())
            .field("Workflow", execution.workflow() + " version " + execution.version())
            .field("Partition", execution.partition())
            .field("Run", execution.run())
            .field("Status", execution.status())
            .field("Message", execution.message())
            .field("Trigger", execution.trigger().kind())
            .time("Created", execution.createdAt())
            .time("Started", execution.startedAt())
            .time("Ended", execution.endedAt())
            .table("Tasks", Views.TASKS_OF_A_RUN, tasks)
            .yaml("Inputs", execution.json().path("inputs"))
            .yaml("Outputs", execution.json().path("outputs"));
    tasks.forEach(text::failures);
    return show(with(execution.json(), "tasks", tasks.stream().map(TaskView::json)), text);
  }

  @Command(name = "runner", aliases = "runners", description = "A runner.")
  int runner(@Parameters(paramLabel = "ID") String id) {
    Runner runner = session.client().runner(id);
    Description text =
        description()
            .field("Runner", runner.id())
            .field("Status", runner.status())
            .field("Queues", String.join(", ", runner.queues()))
            .field("Busy", runner.running() + " of " + runner.slots() + " slots")
            .time("Heartbeat", runner.lastHeartbeatAt());
    return show(runner.json(), text);
  }

  private Description description() {
    return new Description(
        session.terminal().now(), session.terminal().colours(session.terminal().outIsTerminal()));
  }

  private int show(JsonNode json, Description text) {
    session.output().document(json, text.lines());
    return ExitCode.OK.number();
  }

  private static JsonNode with(JsonNode json, String field, Stream<JsonNode> items) {
    ObjectNode copy = ((ObjectNode) json).deepCopy();
    copy.putArray(field).addAll(items.toList());
    return copy;
  }
}
