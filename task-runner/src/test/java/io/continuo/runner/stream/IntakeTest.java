package io.continuo.runner.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.ExecutionCommand;
import io.continuo.dispatch.Lane;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.id.RunnerId;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.launch.noop.NoopLauncher;
import io.continuo.runner.supervise.LaunchRate;
import io.continuo.runner.supervise.Slots;
import io.continuo.runner.supervise.Supervisor;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.TaskLaunchCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
  @TempDir static Path folder;
  private final WireFormat format = new WireFormat(new InMemorySchemas());
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final Topics topics = Topics.DEFAULT;
  private final KafkaDesk desk = new KafkaDesk(new RunnerId("crew-1", 7), topics, format, producer);
  private final Supervisor supervisor =
      new Supervisor(
          new Workspaces(folder), new Slots(4), LaunchRate.unlimited(), desk, chunk -> {});
  private final Intake intake =
      new Intake(
          format,
          desk,
          new DeadLetters(topics.deadLetters(), producer),
          supervisor,
          Map.of(
              "noop",
              new NoopLauncher(),
              "slow",
              new Endless("slow", false),
              "dear",
              new Endless("dear", true)));

  @AfterEach
  void close() {
    supervisor.close();
  }

  /** Runs until it is let go of. */
  private record Endless(String type, boolean claimFirst) implements Launcher {
    @Override
    public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets)
        throws InterruptedException {
      TimeUnit.DAYS.sleep(1);
      throw new IllegalStateException("a day has passed");
    }

    @Override
    public Optional<Running> attach(Workspace workspace) {
      return Optional.empty();
    }

    @Override
    public Set<AttemptId> present() {
      return Set.of();
    }

    @Override
    public void close() {}
  }

  private ConsumerRecord<String, byte[]> record(TaskLaunch task, int deliveries) {
    byte[] value = format.write(new TaskLaunchCodec().encode(task));
    return new ConsumerRecord<>(
        topics.tasks("default", Lane.LIVE),
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        "k",
        value,
        new RecordHeaders(),
        Optional.empty(),
        Optional.of((short) deliveries));
  }

  private List<ExecutionCommand> sent() {
    return producer.history().stream()
        .filter(record -> record.topic().equals(topics.executionCommands()))
        .map(record -> new ExecutionCommandCodec().decode(format.read(record.value())))
        .toList();
  }

  private boolean confirmOf(String type, int deliveries) throws InterruptedException {
    int started = intake.take(List.of(record(SampleTask.of(type).launch(), deliveries)));
    assertThat(started).isEqualTo(1);
    return sent().getLast() instanceof ExecutionCommand.ClaimAttempt claim && claim.confirm();
  }

  @Test
  void aFirstDeliveryIsLaunchedWithoutAsking() throws Exception {
    assertThat(confirmOf("slow", 1)).isFalse();
  }

  @Test
  void aRedeliveryAsksFirst() throws Exception {
    assertThat(confirmOf("slow", 2)).isTrue();
  }

  @Test
  void aDearLaunchAlwaysAsksFirst() throws Exception {
    assertThat(confirmOf("dear", 1)).isTrue();
  }

  @Test
  void aTaskWithoutEffectsIsReportedAtOnceWithoutAClaimAndTakesNoSlot() throws Exception {
    TaskLaunch task = SampleTask.of("noop").launch();

    assertThat(intake.take(List.of(record(task, 1)))).isZero();

    assertThat(sent())
        .extracting(command -> command.getClass().getSimpleName())
        .containsExactly("ReportAttempt");
    assertThat(producer.history())
        .allMatch(r -> task.attempt().execution().toString().equals(r.key()));
  }

  @Test
  void aRepetitionOfWhatRunsHereIsNeitherClaimedNorStartedAgain() throws Exception {
    TaskLaunch task = SampleTask.of("slow").launch();
    intake.take(List.of(record(task, 1)));

    assertThat(intake.take(List.of(record(task, 2)))).isZero();

    assertThat(sent()).hasSize(1);
  }

  @Test
  void declaredOutputsOfATaskThatHasNoneAreItsFault() throws Exception {
    intake.take(List.of(record(SampleTask.of("noop").declaringOutputs().launch(), 1)));

    assertThat(sent().getLast().toString()).contains("Faulty");
  }
}
