package io.continuo.runner;

import io.continuo.command.RunnerCommand;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.RunnerProfile;
import io.continuo.id.RunnerId;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.secret.SecretStore;
import io.continuo.runner.stream.Clients;
import io.continuo.runner.stream.ControlReader;
import io.continuo.runner.stream.DeadLetters;
import io.continuo.runner.stream.GroupRules;
import io.continuo.runner.stream.Heart;
import io.continuo.runner.stream.Intake;
import io.continuo.runner.stream.KafkaDesk;
import io.continuo.runner.stream.KafkaLogs;
import io.continuo.runner.stream.QueueReader;
import io.continuo.runner.stream.Sharing;
import io.continuo.runner.supervise.LaunchRate;
import io.continuo.runner.supervise.Reconciler;
import io.continuo.runner.supervise.Recovery;
import io.continuo.runner.supervise.Slots;
import io.continuo.runner.supervise.Supervisor;
import io.continuo.wire.ConfluentSchemas;
import io.continuo.wire.SchemaStore;
import io.continuo.wire.Schemas;
import io.continuo.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running task runner. Closing it does with what runs as it is configured. Killing its process
 * leaves processes and containers running; the next start with the same name and work folder takes
 * them up again.
 */
public final class TaskRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
  private static final int LOG_LINGER_MS = 20;

  /** So that what is said of the tasks of one poll goes in one request: {@link KafkaDesk#push}. */
  private static final int COMMAND_LINGER_MS = 2;

  private final RunnerConfig config;
  private final RunnerId id;
  private final Slots slots;
  private final Map<String, Launcher> launchers;
  private final List<RunnerProfile.TaskType> types;
  private final Producer<String, byte[]> commands;
  private final Producer<String, byte[]> logs;
  private final KafkaDesk desk;
  private final Supervisor supervisor;
  private final Recovery recovery;
  private final Reconciler reconciler;
  private final ControlReader control;
  private final Heart heart;
  private final List<QueueReader> queues;
  private final Thread reconciling;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch hurry = new CountDownLatch(1);

  private TaskRunner(RunnerConfig config, Clients clients, WireFormat format) {
    this.config = config;
    this.id = new RunnerId(config.name(), System.currentTimeMillis());
    this.slots = new Slots(config.capacity().slots());
    Workspaces workspaces = new Workspaces(config.workFolder());
    SecretStore secrets = SecretStore.of(config.secretSettings());
    Launchers made = Launchers.of(config, workspaces, secrets);
    this.launchers = made.byType();
    this.types = made.types();
    this.commands = clients.producer("commands", COMMAND_LINGER_MS);
    this.logs = clients.producer("logs", LOG_LINGER_MS);
    this.desk = new KafkaDesk(id, config.topics(), format, commands);
    this.supervisor =
        new Supervisor(
            workspaces,
            slots,
            new LaunchRate(config.capacity().launchesPerSecond(), System::nanoTime),
            desk,
            new KafkaLogs(config.topics().logs(), format, logs, commands),
            secrets);
    this.recovery = new Recovery(workspaces, launchers, supervisor);
    this.reconciler = new Reconciler(workspaces, launchers.values(), supervisor);
    DeadLetters deadLetters = new DeadLetters(config.topics().deadLetters(), logs);
    this.control =
        new ControlReader(
            clients, config.topics().runnerControl(), format, deadLetters, this::hear);
    this.heart = new Heart(desk, this::beat, config.heartbeat(), supervisor::renewClaims);
    Intake intake = new Intake(format, desk, deadLetters, supervisor, launchers);
    Capacity capacity = config.capacity();
    Sharing sharing = Sharing.of(slots, capacity.queues(), capacity.lanes());
    this.queues =
        capacity.queueNames().stream()
            .map(queue -> new QueueReader(clients, config.topics(), queue, sharing, intake))
            .toList();
    this.reconciling = Thread.ofVirtual().name("reconciler").unstarted(this::reconcile);
  }

  /** Starts a runner; returns when it takes tasks. */
  public static TaskRunner start(RunnerConfig config) throws InterruptedException {
    return start(config, new ConfluentSchemas(config.schemaRegistry(), Map.of()));
  }

  /** The same with the schemas from somewhere else. */
  public static TaskRunner start(RunnerConfig config, SchemaStore schemas)
      throws InterruptedException {
    Clients clients = new Clients(config.bootstrapServers(), config.name(), config.kafka());
    GroupRules.check(clients, config.topics(), config.capacity().queueNames());
    WireFormat format = new WireFormat(schemas);
    format.prepare(Schemas.writtenByRunner(), why -> LOG.warn("waiting: {}", why));
    TaskRunner runner = new TaskRunner(config, clients, format);
    runner.start();
    return runner;
  }

  /** In this order: hear refusals, renew claims, say that we live, take new tasks. */
  private void start() throws InterruptedException {
    control.start();
    recovery.run();
    heart.start(profile());
    reconciling.start();
    queues.forEach(QueueReader::start);
    LOG.info(
        "runner {} serves {} with {} slots, launchers {}",
        id,
        config.capacity().queues(),
        config.capacity().slots(),
        launchers.keySet());
  }

  /** This process of the runner. */
  public RunnerId id() {
    return id;
  }

  /** Attempts that it answers for now, besides noop tasks. */
  public int running() {
    return supervisor.running();
  }

  /** Takes no more tasks; what runs is finished and reported. */
  public void drain() {
    queues.forEach(QueueReader::drain);
  }

  private void hear(RunnerControl word, String cause) {
    if (word instanceof RunnerControl.Drain(String reason)) {
      LOG.info("draining: {}", reason);
      drain();
    }
    supervisor.on(word, cause);
  }

  private RunnerProfile profile() throws InterruptedException {
    List<String> images = new ArrayList<>();
    for (Launcher launcher : launchers.values()) {
      try {
        images.addAll(launcher.images());
      } catch (RuntimeException e) {
        LOG.warn("launcher '{}' cannot tell its images: {}", launcher.type(), e.toString());
      }
    }
    return new RunnerProfile(types, config.labels(), images.stream().sorted().toList());
  }

  private RunnerCommand.Heartbeat beat(RunnerProfile profile) {
    String version =
        Objects.requireNonNullElse(TaskRunner.class.getPackage().getImplementationVersion(), "dev");
    return new RunnerCommand.Heartbeat(
        id.incarnation(),
        version,
        config.capacity().queueNames(),
        config.capacity().slots(),
        supervisor.running(),
        profile);
  }

  private void reconcile() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(config.reconcile().toMillis());
        reconciler.compare();
      }
    } catch (InterruptedException _) {
      // closing
    }
  }

  /**
   * Takes no more, does with what runs as {@link Parting} says, and tells the engine. Except where
   * it waits for what runs, this takes ten seconds at most.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      drain();
      for (QueueReader queue : queues) {
        queue.stop();
      }
      RunnerCommand.Leave leave = part();
      heart.stop();
      control.stop();
      desk.tell(leave).answer().get(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("could not say goodbye, the engine will notice: {}", e.toString());
    } finally {
      closeClients();
    }
  }

  private RunnerCommand.Leave part() throws InterruptedException {
    if (config.parting().way() == Parting.Way.FINISH) {
      finish();
    }
    reconciling.interrupt();
    if (config.parting().way() == Parting.Way.HAND_OVER) {
      return new RunnerCommand.Leave(id.incarnation(), true, supervisor.handOver());
    }
    supervisor.close();
    return new RunnerCommand.Leave(id.incarnation(), false, List.of());
  }

  private void finish() throws InterruptedException {
    LOG.info("waiting up to {} for {} attempts", config.parting().timeout(), running());
    long giveUp = System.nanoTime() + config.parting().timeout().toNanos();
    while (running() > 0 && System.nanoTime() - giveUp < 0) {
      if (hurry.await(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
  }

  /** Closing waits for nothing that runs any more. */
  public void hurry() {
    hurry.countDown();
  }

  private void closeClients() {
    Duration patience = Duration.ofSeconds(1);
    commands.close(patience);
    logs.close(patience);
    launchers.values().forEach(Launcher::close);
  }
}
