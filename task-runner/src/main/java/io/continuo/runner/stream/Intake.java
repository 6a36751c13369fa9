package io.continuo.runner.stream;

import io.continuo.command.Ending;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.stream.KafkaDesk.Sent;
import io.continuo.runner.supervise.Supervisor;
import io.continuo.value.Value;
import io.continuo.wire.SchemaStoreUnavailableException;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.TaskLaunchCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to the tasks of one poll: claims are sent for all of them, then made sure of
 * together, then whatever needs supervision starts; after that the records may be acknowledged. A
 * task without effects is claimed by its report and never leaves this thread.
 */
public final class Intake {
  private static final Ending DONE = new Ending.Exited(0, Value.Fields.EMPTY, "");

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final WireFormat format;
  private final KafkaDesk desk;
  private final DeadLetters deadLetters;
  private final Supervisor supervisor;
  private final Map<String, Launcher> launchers;
  private final TaskLaunchCodec codec = new TaskLaunchCodec();

  public Intake(
      WireFormat format,
      KafkaDesk desk,
      DeadLetters deadLetters,
      Supervisor supervisor,
      Map<String, Launcher> launchers) {
    this.format = format;
    this.desk = desk;
    this.deadLetters = deadLetters;
    this.supervisor = supervisor;
    this.launchers = launchers;
  }

  /** When an attempt last ended here, on the clock of {@link System#nanoTime}. */
  long lastEnd() {
    return supervisor.lastEnd();
  }

  private record Claimed(AttemptId attempt, boolean confirm) {}

  /**
   * Takes the tasks over.
   *
   * @return how many of them run now, each in a slot that the caller had reserved
   */
  int take(List<ConsumerRecord<String, byte[]>> records) throws InterruptedException {
    List<Sent> sent = new ArrayList<>(records.size());
    List<Claimed> claimed = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      Optional<TaskLaunch> task = decode(record);
      if (task.isPresent()) {
        claim(task.get(), record.deliveryCount().orElse((short) 1) > 1, sent, claimed);
      }
    }
    desk.push();
    for (Sent word : sent) {
      desk.await(word);
    }
    // The claims stand in the log: from here on the engine knows who answers for the attempts, so
    // the records may be
    // acknowledged while launching goes on elsewhere. A runner lost now is found out by its
    // heartbeat.
    for (Claimed attempt : claimed) {
      supervisor.start(attempt.attempt, attempt.confirm);
    }
    return claimed.size();
  }

  private void claim(TaskLaunch task, boolean redelivered, List<Sent> sent, List<Claimed> claimed) {
    AttemptId id = task.attempt();
    Launcher launcher = launchers.get(task.type());
    if (launcher == null) {
      sent.add(desk.sendReport(id, noLauncher(task)));
    } else if (launcher.effectFree()) {
      sent.add(desk.sendReport(id, task.declaresOutputs() ? noOutputs(task) : DONE));
    } else {
      boolean confirm = redelivered || launcher.claimFirst();
      supervisor
          .admit(task, launcher)
          .ifPresent(
              question -> {
                sent.add(desk.sendClaim(id, Optional.of(question).filter(text -> confirm)));
                claimed.add(new Claimed(id, confirm));
              });
    }
  }

  private Ending noLauncher(TaskLaunch task) {
    return new Ending.PlatformFailure(
        "this runner serves queue '%s' but runs no '%s' tasks, only %s: set its launchers, or give the task another queue"
            .formatted(task.queue(), task.type(), launchers.keySet().stream().sorted().toList()));
  }

  private static Ending noOutputs(TaskLaunch task) {
    return new Ending.Faulty(
        "a " + task.type() + " task has no outputs: remove them from its definition");
  }

  private Optional<TaskLaunch> decode(ConsumerRecord<String, byte[]> record)
      throws InterruptedException {
    byte[] value = record.value();
    if (value == null) {
      deadLetters.put(record, "the record has no value");
      return Optional.empty();
    }
    while (true) {
      try {
        return Optional.of(codec.decode(format.read(value)));
      } catch (UndecodableException e) {
        deadLetters.put(record, String.valueOf(e.getMessage()));
        return Optional.empty();
      } catch (SchemaStoreUnavailableException e) {
        LOG.warn("a task waits for the schema registry: {}", e.getMessage());
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }
}
