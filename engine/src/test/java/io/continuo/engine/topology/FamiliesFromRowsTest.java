package io.continuo.engine.topology;

import io.continuo.command.DatasetCommand;
import io.continuo.command.LimitCommand;
import io.continuo.command.NamespaceCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.dataset.Landing;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionMapping;
import io.continuo.definition.partition.Partitions;
import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.engine.topology.family.DatasetFamily;
import io.continuo.engine.topology.family.Family;
import io.continuo.engine.topology.family.LimitFamily;
import io.continuo.engine.topology.family.NamespaceFamily;
import io.continuo.engine.topology.family.RunnerFamily;
import io.continuo.event.PauseScope;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random lives of the families with few kinds of commands, in the heap and from rows. */
class FamiliesFromRowsTest {
  private final Random random = new Random();
  private Instant now = EngineDriver.START;

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  private <C> void play(long seed, Family<?, C, ?> family, String key, Supplier<C> next) {
    random.setSeed(seed);
    var twins = new Twins<>(family, key, random);
    for (int step = 0; step < 400; step++) {
      now = now.plus(Duration.ofSeconds(random.nextInt(20) == 0 ? 600 : 1));
      twins.send(now, next.get());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLimitGivesItsPermitsInTheSameOrder(long seed) {
    play(
        seed,
        new LimitFamily(EngineDriver.TOPICS),
        "fx-api",
        () ->
            switch (random.nextInt(12)) {
              case 0 -> new LimitCommand.SetLimit(random.nextInt(6), 0.5, "", "ada");
              case 1, 2, 3, 4 -> new LimitCommand.ReleasePermits(attempt());
              default ->
                  new LimitCommand.RequestPermits(
                      attempt(),
                      1 + random.nextInt(3),
                      workflow(),
                      any(Priority.values()),
                      any(Lane.values()));
            });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRunnerLosesItsAttemptsInTheSameOrder(long seed) {
    play(
        seed,
        new RunnerFamily(EngineDriver.TOPICS),
        "r1",
        () ->
            switch (random.nextInt(16)) {
              case 0, 1 -> new RunnerCommand.WakeRunner(now);
              case 2, 3 -> heartbeat();
              case 4 -> new RunnerCommand.DrainRunner("ada", "new disk");
              case 5 ->
                  new RunnerCommand.Leave(
                      incarnation(), random.nextBoolean(), List.of(attempt(), attempt()));
              case 6, 7 -> new RunnerCommand.ReleaseAttempt(attempt());
              default -> new RunnerCommand.GuardAttempt(attempt(), incarnation());
            });
  }

  private RunnerCommand heartbeat() {
    return new RunnerCommand.Heartbeat(
        incarnation(), "0.1", List.of("default"), 8, 0, RunnerProfile.BLANK);
  }

  /** Rises with time. */
  private long incarnation() {
    return 1 + Duration.between(EngineDriver.START, now).toHours() + random.nextInt(2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aDatasetTellsItsConsumersInTheSameOrder(long seed) {
    play(
        seed,
        new DatasetFamily(EngineDriver.TOPICS),
        "raw.rates",
        () ->
            switch (random.nextInt(12)) {
              case 0 -> new DatasetCommand.Unsubscribe(workflow());
              case 1, 2 -> new DatasetCommand.Subscribe(workflow());
              case 3 -> new DatasetCommand.WithdrawProducer(workflow());
              case 4 -> new DatasetCommand.DeclareProducer(workflow(), calendar());
              case 5, 6 ->
                  new DatasetCommand.AskLanded(
                      workflow(),
                      day(),
                      calendar(),
                      PartitionMapping.parse("last(3)").orElseThrow(),
                      Optional.empty());
              default -> new DatasetCommand.NoteLanding(landing());
            });
  }

  private Optional<Partitions> calendar() {
    return random.nextInt(4) == 0
        ? Optional.empty()
        : Optional.of(
            new Partitions(
                Grain.DAILY,
                ZoneId.of(any("Z", "Europe/Stockholm", "Asia/Kolkata")),
                Optional.empty()));
  }

  private Landing landing() {
    return new Landing(
        "id" + random.nextInt(40),
        any("here", "there"),
        random.nextInt(8) == 0 ? Optional.empty() : Optional.of(day()),
        Optional.empty(),
        Optional.of(now),
        Optional.empty());
  }

  private String day() {
    return "2026-11-1" + random.nextInt(10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anInstallationTellsItsNamespacesInTheSameOrder(long seed) {
    play(
        seed,
        new NamespaceFamily(EngineDriver.TOPICS),
        NamespaceCommand.INSTALLATION,
        () ->
            switch (random.nextInt(4)) {
              case 0 -> new NamespaceCommand.PauseNamespace(PauseScope.INSTALLATION, "ada");
              case 1 -> new NamespaceCommand.ResumeNamespace(PauseScope.INSTALLATION, "ada");
              default -> new NamespaceCommand.EnrollNamespace("ns" + random.nextInt(40));
            });
  }

  private AttemptId attempt() {
    return new AttemptId(
        ExecutionId.of(workflow(), "k" + random.nextInt(12), 1), "load", 1, 1 + random.nextInt(2));
  }

  private WorkflowId workflow() {
    return new WorkflowId(any("finance", "ads"), any("daily", "hourly", "facts"));
  }

  @SafeVarargs
  private <T> T any(T... of) {
    return of[random.nextInt(of.length)];
  }
}
