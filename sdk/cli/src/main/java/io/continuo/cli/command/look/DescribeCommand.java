package io.continuo.cli.command.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.ExecutionQuery;
import io.continuo.sdk.data.Dataset;
import io.continuo.sdk.data.DatasetPartition;
import io.continuo.sdk.limit.Limit;
import io.continuo.sdk.model.Execution;
import io.continuo.sdk.model.LabelRange;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.model.RegisteredTask;
import io.continuo.sdk.model.Runner;
import io.continuo.sdk.model.TaskView;
import io.continuo.sdk.model.Trigger.LandingEvent;
import io.continuo.sdk.model.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo describe KIND NAME}: one thing for people, with what belongs to it. */
@Command(
    name = "describe",
    description =
        "Describe one workflow, task, execution, dataset, backfill, limit or runner in full.",
    synopsisSubcommandLabel = "KIND")
public final class DescribeCommand {
  private static final int RECENT = 5;
  private static final int TASKS_SHOWN = 1000;
  private static final int PARTITIONS_SHOWN = 20;

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
            .field("State", Views.state(workflow).text())
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
            .field("Backfill", execution.trigger().backfill())
            .field("Started by", execution.trigger().startedBy().map(LandingEvent::subject))
            .time("Created", execution.createdAt())
            .time("Started", execution.startedAt())
            .time("Ended", execution.endedAt())
            .table("Tasks", Views.TASKS_OF_A_RUN, tasks)
            .table("Landings that joined", DataViews.LANDING_EVENTS, execution.trigger().joined())
            .table("Landings ignored", DataViews.LANDING_EVENTS, execution.trigger().ignored())
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
            .field("Types", words(runner.types()))
            .field("Labels", labels(runner.labels()))
            .field("Images", words(runner.images()))
            .field("Busy", runner.running() + " of " + runner.slots() + " slots")
            .time("Heartbeat", runner.lastHeartbeatAt());
    return show(runner.json(), text);
  }

  private static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(", "));
  }

  @Command(
      name = "dataset",
      aliases = "datasets",
      description = "A dataset with its newest partitions.")
  int dataset(
      @Parameters(paramLabel = "DATASET") String name,
      @Option(names = "--from", paramLabel = "P", description = "Partitions from this label")
          Optional<String> from,
      @Option(names = "--to", paramLabel = "P", description = "Partitions up to this label")
          Optional<String> to) {
    ContinuoClient client = session.client();
    Dataset dataset = client.datasets().get(name);
    List<DatasetPartition> partitions =
        client
            .datasets()
            .partitions(name, new LabelRange(from, to))
            .limit(PARTITIONS_SHOWN)
            .toList();
    Description text =
        description()
            .field("Dataset", dataset.name())
            .field("Producers", words(dataset.producers()))
            .field("Consumers", words(dataset.consumers()))
            .field("Partitions", dataset.partitions())
            .field("Last", dataset.lastPartition())
            .time("Landed", dataset.lastLandedAt())
            .table("Newest partitions", DataViews.PARTITIONS, partitions);
    return show(
        with(dataset.json(), "newestPartitions", partitions.stream().map(DatasetPartition::json)),
        text);
  }

  @Command(
      name = "backfill",
      aliases = "backfills",
      description = "A backfill with its progress by workflow.")
  int backfill(@Parameters(paramLabel = "ID") String id) {
    return BackfillPage.show(session, session.client().backfills().get(id));
  }

  @Command(
      name = "limit",
      aliases = "limits",
      description = "A limit with who holds permits and who waits.")
  int limit(@Parameters(paramLabel = "LIMIT") String name) {
    Limit limit = session.client().limits().get(name);
    Description text =
        description()
            .field("Limit", limit.name())
            .field("About", limit.description())
            .field("Used", limit.used() + " of " + limit.permits() + " permits")
            .field("Backfills", "at most " + DataViews.percent(limit))
            .field("Waiting", limit.waiting())
            .table("Holders", DataViews.HOLDERS, limit.holders())
            .table("Queue", DataViews.QUEUE, limit.queue());
    return show(limit.json(), text);
  }

  private Description description() {
    return Description.of(session);
  }

  private int show(JsonNode json, Description text) {
    return text.show(session, json);
  }

  private static Optional<String> words(List<String> names) {
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
  }

  private static JsonNode with(JsonNode json, String field, Stream<JsonNode> items) {
    ObjectNode copy = ((ObjectNode) json).deepCopy();
    copy.putArray(field).addAll(items.toList());
    return copy;
  }
}
