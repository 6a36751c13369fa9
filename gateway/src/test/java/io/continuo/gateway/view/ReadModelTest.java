package io.continuo.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.FailureKind;
import io.continuo.event.Recorded;
import io.continuo.event.TaskOutcome;
import io.continuo.event.WorkflowEvent;
import io.continuo.gateway.view.fold.Batch;
import io.continuo.gateway.view.fold.BatchWriter;
import io.continuo.gateway.view.fold.EventFold;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Events;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.Executions;
import io.continuo.gateway.view.query.TaskSummary;
import io.continuo.gateway.view.query.Tasks;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.id.RunnerId;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events to rows and back, each test with one event a batch and with all in one. */
class ReadModelTest {
  private static final WorkflowId WORKFLOW = new WorkflowId("finance", "daily");
  private static final ExecutionId ID = ExecutionId.of(WORKFLOW, "k", 1);
  private static final Digest DIGEST = new Digest("a".repeat(64));
  private static final RunnerId RUNNER = new RunnerId("r", 1);

  @TempDir Path folder;
  private Database database;
  private Executions executions;
  private Tasks tasks;
  private Events events;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder.resolve("view.db"));
    Jdbi jdbi = Jdbi.create(database.readers());
    executions = new Executions(jdbi);
    tasks = new Tasks(jdbi, new Definitions(jdbi));
    events = new Events(jdbi);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void theStoryOfAnExecutionReadsTheSameHoweverItWasCutIntoBatches() throws Exception {
    List<Recorded<?>> story = story();

    write(story, story.size());
    List<Object> atOnce = shown();
    database.close();
    open();
    try (var statement = database.writer().createStatement()) {
      for (String table :
          List.of("execution", "task", "attempt", "event", "workflow", "definition")) {
        statement.executeUpdate("delete from " + table);
      }
      database.writer().commit();
    }
    write(story, 1);

    assertThat(shown()).isEqualTo(atOnce);
    ExecutionSummary execution = executions.byId(ID.toString()).orElseThrow();
    assertThat(execution.status()).isEqualTo("failed");
    assertThat(execution.triggerKey()).contains("k");
    assertThat(tasks.counts(execution)).isEqualTo(Map.of("failed", 1, "upstream-failed", 1));
    assertThat(events.after(execution, 2, 100))
        .extracting(Events.Raw::sequence)
        .first()
        .isEqualTo(3L);
  }

  @Test
  void aLateWordOfTheWorkflowDoesNotUndoWhatTheExecutionHasSaid() throws Exception {
    List<Recorded<?>> story = story();

    write(
        story.reversed().stream()
            .filter(r -> r.event() instanceof ExecutionEvent)
            .toList()
            .reversed(),
        100);
    write(story.stream().filter(r -> r.event() instanceof WorkflowEvent).toList(), 1);

    ExecutionSummary execution = executions.byId(ID.toString()).orElseThrow();
    assertThat(execution.status()).isEqualTo("failed");
    assertThat(execution.message()).contains("gone wrong");
    assertThat(execution.triggerKey()).contains("k");
  }

  private List<Object> shown() {
    ExecutionSummary execution = executions.byId(ID.toString()).orElseThrow();
    List<TaskSummary> listed = tasks.list(execution, Optional.empty(), 100).items();
    List<Long> sequences =
        events.after(execution, 0, 100).stream().map(Events.Raw::sequence).toList();
    return List.of(execution.status(), execution.inputs(), execution.message(), listed, sequences);
  }

  private void write(List<Recorded<?>> story, int size) throws Exception {
    BatchWriter writer = new BatchWriter(database.writer());
    for (int from = 0; from < story.size(); from += size) {
      Batch batch = new Batch();
      for (Recorded<?> recorded : story.subList(from, Math.min(story.size(), from + size))) {
        EventFold.add(recorded, recorded.toString().getBytes(StandardCharsets.UTF_8), batch);
      }
      writer.write(batch, Map.of(new TopicPartition("t", 0), (long) from));
    }
  }

  private static List<Recorded<?>> story() {
    WorkflowDefinition definition =
        WorkflowDefinition.of(WORKFLOW)
            .task(TaskDefinition.named("first"))
            .task(TaskDefinition.named("second").after("first"))
            .build();
    return List.of(
        of(WORKFLOW.toString(), 1, new WorkflowEvent.WorkflowRegistered(1, DIGEST, definition)),
        of(
            WORKFLOW.toString(),
            2,
            new WorkflowEvent.ExecutionTriggered(
                ID,
                "k",
                "manual",
                "",
                Optional.empty(),
                1,
                DIGEST,
                Optional.empty(),
                1,
                Value.Fields.EMPTY,
                false)),
        of(
            ID.toString(),
            1,
            new ExecutionEvent.ExecutionStarted(
                WORKFLOW, 1, DIGEST, Optional.empty(), 1, "manual", Value.Fields.EMPTY)),
        of(
            ID.toString(),
            2,
            new ExecutionEvent.AttemptScheduled("first", 1, 1, Value.Fields.EMPTY)),
        of(ID.toString(), 3, new ExecutionEvent.AttemptStarted("first", 1, 1, RUNNER)),
        of(
            ID.toString(),
            4,
            new ExecutionEvent.AttemptFailed(
                "first", 1, 1, FailureKind.FATAL, OptionalInt.of(50), "exit code 50")),
        of(
            ID.toString(),
            5,
            new ExecutionEvent.TaskFailed("first", TaskOutcome.FAILED_USER, "exit code 50")),
        of(
            ID.toString(),
            6,
            new ExecutionEvent.TaskFailed("second", TaskOutcome.UPSTREAM_FAILED, "first failed")),
        of(
            ID.toString(),
            7,
            new ExecutionEvent.ExecutionEnded(
                ExecutionStatus.FAILED, Value.Fields.EMPTY, "gone wrong")));
  }

  private static Recorded<?> of(String aggregate, long sequence, Object event) {
    return new Recorded<>(aggregate, sequence, "c", Instant.ofEpochMilli(sequence), event);
  }
}
