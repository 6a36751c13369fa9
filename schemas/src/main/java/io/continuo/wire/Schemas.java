package io.continuo.wire;

import io.continuo.avro.dataset.DatasetLanded;
import io.continuo.avro.dispatch.ClaimAccepted;
import io.continuo.avro.dispatch.ClaimRefused;
import io.continuo.avro.dispatch.Definition;
import io.continuo.avro.dispatch.Drain;
import io.continuo.avro.dispatch.LogChunk;
import io.continuo.avro.dispatch.StopAttempt;
import io.continuo.avro.dispatch.TaskLaunch;
import io.continuo.command.BackfillCommand;
import io.continuo.command.DatasetCommand;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.LimitCommand;
import io.continuo.command.NamespaceCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.event.BackfillEvent;
import io.continuo.event.DatasetEvent;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.LimitEvent;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.RunnerEvent;
import io.continuo.event.WorkflowEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The Avro schemas of every record that goes over a topic, one per record of the language. */
public final class Schemas {
  private static final String EXECUTION = "io.continuo.avro.execution";
  private static final String WORKFLOW = "io.continuo.avro.workflow";
  private static final String DATASET = "io.continuo.avro.dataset";
  private static final String LIMIT = "io.continuo.avro.limit";
  private static final String NAMESPACE = "io.continuo.avro.namespace";
  private static final String BACKFILL = "io.continuo.avro.backfill";
  private static final String RUNNER = "io.continuo.avro.runner";

  static {
    TrustedRecords.install();
  }

  private Schemas() {}

  /** All of them. */
  public static List<Schema> all() {
    List<Schema> all = new ArrayList<>(writtenByEngine());
    all.add(LogChunk.getClassSchema());
    all.add(DatasetLanded.getClassSchema());
    return all;
  }

  /** What an engine writes: events, its own commands to aggregates, and what runners hear. */
  public static List<Schema> writtenByEngine() {
    List<Schema> schemas = new ArrayList<>();
    schemas.addAll(family(ExecutionEvent.class, EXECUTION));
    schemas.addAll(family(ExecutionCommand.class, EXECUTION));
    schemas.addAll(family(WorkflowEvent.class, WORKFLOW));
    schemas.addAll(family(WorkflowCommand.class, WORKFLOW));
    schemas.addAll(family(DatasetEvent.class, DATASET));
    schemas.addAll(family(DatasetCommand.class, DATASET));
    schemas.addAll(family(LimitEvent.class, LIMIT));
    schemas.addAll(family(LimitCommand.class, LIMIT));
    schemas.addAll(family(NamespaceEvent.class, NAMESPACE));
    schemas.addAll(family(NamespaceCommand.class, NAMESPACE));
    schemas.addAll(family(BackfillEvent.class, BACKFILL));
    schemas.addAll(family(BackfillCommand.class, BACKFILL));
    schemas.addAll(family(RunnerEvent.class, RUNNER));
    schemas.addAll(family(RunnerCommand.class, RUNNER));
    schemas.addAll(
        List.of(
            TaskLaunch.getClassSchema(),
            ClaimAccepted.getClassSchema(),
            ClaimRefused.getClassSchema(),
            StopAttempt.getClassSchema(),
            Drain.getClassSchema(),
            Definition.getClassSchema()));
    return schemas;
  }

  /** What a runner writes: its commands and logs. */
  public static List<Schema> writtenByRunner() {
    List<Schema> schemas = new ArrayList<>(family(ExecutionCommand.class, EXECUTION));
    schemas.addAll(family(RunnerCommand.class, RUNNER));
    schemas.add(LogChunk.getClassSchema());
    return schemas;
  }

  /** What a gateway writes: commands. */
  public static List<Schema> writtenByGateway() {
    List<Schema> schemas = new ArrayList<>(family(ExecutionCommand.class, EXECUTION));
    schemas.addAll(family(WorkflowCommand.class, WORKFLOW));
    schemas.addAll(family(RunnerCommand.class, RUNNER));
    schemas.addAll(family(DatasetCommand.class, DATASET));
    schemas.addAll(family(LimitCommand.class, LIMIT));
    schemas.addAll(family(NamespaceCommand.class, NAMESPACE));
    schemas.addAll(family(BackfillCommand.class, BACKFILL));
    return schemas;
  }

  private static List<Schema> family(Class<?> sealed, String namespace) {
    return leaves(sealed).distinct().map(type -> schema(namespace, type.getSimpleName())).toList();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Schemas::leaves)
        : Stream.of(type);
  }

  private static Schema schema(String namespace, String name) {
    Class<?> type = SpecificData.get().getClass(Schema.createRecord(name, null, namespace, false));
    if (type == null) {
      throw new IllegalStateException(
          "there is no Avro schema " + namespace + "." + name + " for a record of the language");
    }
    return SpecificData.get().getSchema(type);
  }
}
