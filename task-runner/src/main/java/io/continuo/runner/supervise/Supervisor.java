package io.continuo.runner.supervise;

import io.continuo.command.Ending;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.secret.SecretStore;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs here, each attempt on a virtual thread of its own. */
public final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final long CLOSE_SECONDS = 3;

  private final Workspaces workspaces;
  private final Slots slots;
  private final LaunchRate rate;
  private final Desk desk;
  private final Reports reports;
  private final LogSink logs;
  private final SecretStore secrets;
  private final Attempts attempts = new Attempts();

  private volatile long lastEnd = System.nanoTime();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("attempt-", 0).factory());

  public Supervisor(Workspaces workspaces, Slots slots, LaunchRate rate, Desk desk, LogSink logs) {
    this(workspaces, slots, rate, desk, logs, SecretStore.none());
  }

  public Supervisor(
      Workspaces workspaces,
      Slots slots,
      LaunchRate rate,
      Desk desk,
      LogSink logs,
      SecretStore secrets) {
    this.workspaces = workspaces;
    this.slots = slots;
    this.rate = rate;
    this.desk = desk;
    this.reports = new Reports(desk);
    this.logs = logs;
    this.secrets = secrets;
  }

  /**
   * Makes room for an attempt before its claim is sent, so that an early answer finds it; {@link
   * #start} follows.
   *
   * @return the question that its claim is to carry if it asks for an answer; empty when the
   *     attempt is here already: a repetition
   */
  public Optional<String> admit(TaskLaunch task, Launcher launcher) {
    AttemptSecrets own = new AttemptSecrets(task, secrets, false);
    Attempt attempt = new Attempt(task, workspaces.of(task.attempt()), launcher, own);
    return attempts.add(attempt) ? Optional.of(attempt.question()) : Optional.empty();
  }

  /**
   * Launches an admitted attempt whose claim is durable, in a slot that the caller reserved and
   * this gives back.
   *
   * @param confirm whether to wait until the claim is accepted
   */
  public void start(AttemptId id, boolean confirm) {
    Attempt attempt =
        attempts.find(id).orElseThrow(() -> new IllegalStateException(id + " was not admitted"));
    supervise(
        attempt,
        slot -> {
          attempts.sendEarlierAway(id);
          return attempt.course(desk, rate, confirm, slot);
        });
  }

  /** After a silence in which this runner may have been given up. */
  public void renewClaims() throws InterruptedException {
    attempts.renewClaims(desk);
  }

  /** Takes up what an earlier process of this runner left; its claim was renewed by the caller. */
  void resume(Attempt attempt, Running running) {
    supervise(
        attempt,
        slot -> {
          slot.enterAnyway();
          return attempt.follow(running, slot);
        });
  }

  /** Reports what an earlier process of this runner did not come to report. */
  void settle(Attempt attempt, Ending ending) {
    supervise(attempt, _ -> Optional.of(ending));
  }

  Desk desk() {
    return desk;
  }

  Slots slots() {
    return slots;
  }

  /** Of an attempt that an earlier process of this runner launched. */
  AttemptSecrets secretsOf(TaskLaunch task) {
    return new AttemptSecrets(task, secrets, true);
  }

  LogTail tail(Workspace workspace, AttemptSecrets secrets) {
    return new LogTail(workspace, logs, secrets);
  }

  boolean adopt(Attempt attempt) {
    return attempts.add(attempt);
  }

  Collection<Attempt> attempts() {
    return attempts.all();
  }

  boolean knows(AttemptId attempt) {
    return attempts.find(attempt).isPresent();
  }

  /** When an attempt last ended, on the clock of {@link System#nanoTime}. */
  public long lastEnd() {
    return lastEnd;
  }

  public int running() {
    return attempts.size();
  }

  /**
   * What the engine says to this runner about attempts; about unknown ones there is nothing to do.
   *
   * @param cause the command that it follows from; for an answer the question
   */
  public void on(RunnerControl control, String cause) {
    switch (control) {
      case RunnerControl.ClaimAccepted(var id) ->
          attempts.find(id).ifPresent(attempt -> attempt.accepted(cause));
      case RunnerControl.ClaimRefused(var id, var reason, boolean goesOn) ->
          attempts.find(id).ifPresent(attempt -> run(id, () -> attempt.refuse(reason, goesOn)));
      case RunnerControl.StopAttempt(var id, var grace, var reason) ->
          attempts.find(id).ifPresent(attempt -> run(id, () -> attempt.stop(grace, reason)));
      case RunnerControl.Drain _ -> {
        // concerns the queues, not what runs
      }
    }
  }

  private interface Course {
    Optional<Ending> run(Slot slot) throws InterruptedException;
  }

  private void supervise(Attempt attempt, Course course) {
    run(attempt.task().attempt(), () -> toTheEnd(attempt, course));
  }

  private void toTheEnd(Attempt attempt, Course course) throws InterruptedException {
    AttemptId id = attempt.task().attempt();
    LogTail tail = tail(attempt.workspace(), attempt.secrets());
    Thread shipping = tail.start("log-" + id);
    try {
      Optional<Ending> ending = inSlot(attempt, course);
      if (ending.isEmpty()) {
        shipping.interrupt(); // refused: the attempt and its log are somebody else's
      } else {
        reports.report(attempt, ending.get(), tail, shipping);
      }
      lastEnd = System.nanoTime();
      shipping.join();
      tidyUp(attempt);
    } finally {
      shipping.interrupt();
      attempts.remove(attempt);
    }
  }

  /** What has ended takes no room: the next may begin while its end is looked into and reported. */
  private Optional<Ending> inSlot(Attempt attempt, Course course) throws InterruptedException {
    Slot slot = slots.held();
    try {
      return guarded(attempt, course, slot);
    } finally {
      slot.leave();
    }
  }

  /**
   * A bug in a launcher must not lose the attempt. A verdict found while being interrupted may come
   * from files that could not be read: the next process of this runner finds the right one.
   */
  private static Optional<Ending> guarded(Attempt attempt, Course course, Slot slot)
      throws InterruptedException {
    try {
      Optional<Ending> verdict = course.run(slot);
      if (Thread.interrupted()) {
        throw new InterruptedException("closing");
      }
      return verdict;
    } catch (RuntimeException e) {
      LOG.error("{}: the runner failed: {}", attempt.task().attempt(), attempt.secrets().trace(e));
      Ending failure = new Ending.PlatformFailure("the runner failed: " + e);
      return Optional.of(attempt.secrets().masked(failure));
    }
  }

  private void tidyUp(Attempt attempt) throws InterruptedException {
    Optional<Running> running = attempt.running();
    if (running.isPresent()) {
      running.get().remove();
    }
    deleteWorkspace(attempt);
  }

  void deleteWorkspace(Attempt attempt) {
    try {
      workspaces.delete(attempt.workspace());
    } catch (IOException e) {
      LOG.warn("{}: cannot delete {}", attempt.task().attempt(), attempt.workspace().folder(), e);
    }
  }

  interface Work {
    void run() throws InterruptedException;
  }

  void run(AttemptId id, Work work) {
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (InterruptedException _) {
            LOG.debug("{}: left to the next process of this runner", id);
          } catch (RuntimeException e) {
            LOG.error("{}: unexpected", id, e);
          }
        });
  }

  /**
   * Gives up, for others to take, all that has not ended, and closes this.
   *
   * @return what was given up
   */
  public List<AttemptId> handOver() throws InterruptedException {
    return new HandOver(this).run();
  }

  /** Lets go of everything that runs; processes and containers go on. */
  @Override
  public void close() {
    try {
      reports.close();
      threads.shutdownNow();
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("some attempts are still being let go of");
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
