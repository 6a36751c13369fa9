package io.continuo.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.NamespaceCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.event.PauseScope;
import io.continuo.event.WorkflowEvent.WorkflowPaused;
import io.continuo.event.WorkflowEvent.WorkflowResumed;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.codec.WorkflowEventCodec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workflows, their namespaces and the installation, over the topics that they meet in. */
class NamespacesTopologyTest {
  private static final WorkflowId DAILY = new WorkflowId("finance", "daily");
  private static final WorkflowId SCORES = new WorkflowId("risk", "scores");

  private final EngineDriver engine = new EngineDriver(new InMemorySchemas());

  @AfterEach
  void close() {
    engine.close();
  }

  private void register(WorkflowId id) {
    WorkflowDefinition definition =
        WorkflowDefinition.of(id).task(TaskDefinition.named("a").type("noop")).build();
    String canonical = DefinitionText.write(definition);
    engine.send(
        id.toString(),
        new WorkflowCommand.RegisterWorkflow(
            definition, DefinitionText.digest(canonical), Optional.empty()));
  }

  /** Pauses and resumptions since the last call, with the workflow each is of. */
  private List<String> heard() {
    WorkflowEventCodec codec = new WorkflowEventCodec();
    return engine.written(EngineDriver.TOPICS.workflowEvents()).stream()
        .map(record -> codec.decode(engine.format().read(record.value())))
        .filter(
            recorded ->
                recorded.event() instanceof WorkflowPaused
                    || recorded.event() instanceof WorkflowResumed)
        .map(recorded -> recorded.aggregate() + " " + recorded.event())
        .toList();
  }

  @Test
  void everythingStandsStillAndWhoComesLaterToo() {
    register(DAILY);
    engine.send(
        NamespaceCommand.INSTALLATION,
        new NamespaceCommand.PauseNamespace(PauseScope.INSTALLATION, "ada"));
    register(SCORES);
    var paused = new WorkflowPaused("ada", PauseScope.INSTALLATION);
    assertThat(heard()).containsExactly(DAILY + " " + paused, SCORES + " " + paused);

    engine.send(
        NamespaceCommand.INSTALLATION,
        new NamespaceCommand.ResumeNamespace(PauseScope.INSTALLATION, "bob"));
    var resumed = new WorkflowResumed("bob", PauseScope.INSTALLATION);
    assertThat(heard()).containsExactly(DAILY + " " + resumed, SCORES + " " + resumed);
    assertThat(engine.written(EngineDriver.TOPICS.deadLetters())).isEmpty();
  }
}
