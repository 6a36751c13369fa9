package io.continuo.runner.supervise;

import io.continuo.command.Ending;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt on this runner: what was asked of it, what runs for it, and its course from claim to
 * verdict.
 */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  /** How long a launched attempt whose claim was refused has to tidy up. */
  private static final Duration REFUSED_GRACE = Duration.ofSeconds(5);

  /** An answer to a claim takes milliseconds; asking again is harmless and mends a lost one. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

  private final TaskLaunch task;
  private final Workspace workspace;
  private final Launcher launcher;
  private final AttemptSecrets secrets;
  private final Launching launching;
  private final String question = UUID.randomUUID().toString();
  private final CompletableFuture<Boolean> goAhead = new CompletableFuture<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Optional<Running> running = Optional.empty();
  private Optional<String> stopReason = Optional.empty();
  private Parting parting = launched -> launched.stop(REFUSED_GRACE);
  private boolean refused;
  private boolean over;
  private volatile Optional<Thread> thread = Optional.empty();
  private volatile boolean vanished;

  Attempt(TaskLaunch task, Workspace workspace, Launcher launcher, AttemptSecrets secrets) {
    this.task = task;
    this.workspace = workspace;
    this.launcher = launcher;
    this.secrets = secrets;
    this.launching = new Launching(task, workspace, launcher, secrets);
  }

  TaskLaunch task() {
    return task;
  }

  Workspace workspace() {
    return workspace;
  }

  Launcher launcher() {
    return launcher;
  }

  AttemptSecrets secrets() {
    return secrets;
  }

  synchronized Optional<Running> running() {
    return running;
  }

  /** What is left of it to remove, when it ended before. */
  synchronized void hold(Running ended) {
    running = Optional.of(ended);
    over = true;
  }

  /** Whether its end is being waited for. */
  synchronized boolean isRunning() {
    return running.isPresent() && !over;
  }

  synchronized boolean isOver() {
    return over;
  }

  /**
   * By which the answer to this claim is known from one to an earlier claim of the same attempt.
   */
  String question() {
    return question;
  }

  /** The claim with this question stands. */
  void accepted(String answered) {
    if (question.equals(answered)) {
      goAhead.complete(true);
    } else {
      LOG.info("{}: heard again that an earlier claim was accepted", task.attempt());
    }
  }

  /**
   * The claim does not stand: nothing is reported, and whatever runs is stopped, or left to the
   * dispatch that goes on with it.
   *
   * @param goesOn whether there is such a dispatch, here or elsewhere
   */
  void refuse(String reason, boolean goesOn) throws InterruptedException {
    LOG.info("{}: claim refused: {}", task.attempt(), reason);
    boolean left = goesOn && launcher.outlivesDispatch();
    part(left ? Running::letGo : launched -> launched.stop(REFUSED_GRACE), reason, true);
  }

  /** Gives it up for others to take, unless its end is known already. */
  synchronized boolean renounce() {
    refused |= !over;
    return refused;
  }

  void stop(Duration graceGiven, String reason) throws InterruptedException {
    part(launched -> launched.stop(graceGiven), reason, false);
  }

  /** How to part from what was launched. */
  private interface Parting {
    void from(Running launched) throws InterruptedException;
  }

  private void part(Parting how, String reason, boolean unwanted) throws InterruptedException {
    Optional<Running> now;
    synchronized (this) {
      refused |= unwanted;
      stopReason = stopReason.or(() -> Optional.of(reason));
      parting = how;
      now = running;
    }
    launching.cutOff();
    goAhead.complete(false);
    stopped.countDown();
    if (now.isPresent()) {
      how.from(now.get());
    }
  }

  /** Nothing of it is left here. */
  void gone() {
    gone.countDown();
  }

  void awaitGone() throws InterruptedException {
    gone.await();
  }

  /** The launcher no longer knows the attempt, though nobody heard it end. */
  synchronized void vanish() {
    if (isRunning()) {
      vanished = true;
      thread.ifPresent(Thread::interrupt);
    }
  }

  /**
   * Waits for leave to launch if it was asked for, and for its namespace's turn; launches, and
   * waits for the end.
   *
   * @param slot left when nothing of it runs any more, if it came to run
   * @return the verdict to report; empty when the claim was refused
   */
  Optional<Ending> course(Desk desk, LaunchRate rate, boolean confirm, Slot slot)
      throws InterruptedException {
    thread = Optional.of(Thread.currentThread());
    if ((confirm && !mayLaunch(desk)) || isStoppedWithin(turn(rate))) {
      return notLaunched();
    }
    try {
      Optional<Running> launched = launching.run(slot);
      return launched.isPresent() ? follow(launched.get(), slot) : notLaunched();
    } catch (LaunchException e) {
      String why = secrets.mask().text(String.valueOf(e.getMessage()));
      LOG.info("{}: cannot be launched: {}", task.attempt(), why);
      return verdict(e.asEnding());
    }
  }

  private Optional<Ending> notLaunched() throws InterruptedException {
    return verdict(new io.continuo.runner.launch.Ending.Exited(0, true, Optional.empty()));
  }

  /** Waits for the end of what runs already, as {@link #course} does. */
  Optional<Ending> follow(Running launched, Slot slot) throws InterruptedException {
    thread = Optional.of(Thread.currentThread());
    Optional<Parting> now;
    synchronized (this) {
      running = Optional.of(launched);
      now = stopReason.map(_ -> parting);
    }
    if (now.isPresent()) {
      now.get().from(launched);
    }
    try {
      var ending = end(launched, slot);
      hold(launched);
      if (vanished) {
        Thread.interrupted(); // given up a moment too late: it did end
      }
      return verdict(ending);
    } catch (InterruptedException e) {
      if (!vanished) {
        throw e;
      }
      return Optional.of(
          new Ending.PlatformFailure(
              "what was launched is gone from this runner, and nobody saw it end"));
    }
  }

  /** File channels turn an interrupt into an exception of their own, which is no failure. */
  private static io.continuo.runner.launch.Ending end(Running launched, Slot slot)
      throws InterruptedException {
    try {
      launched.awaitExit(slot::promise);
      slot.leave();
      return launched.await();
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(e.toString());
      }
      throw e;
    }
  }

  private Duration turn(LaunchRate rate) {
    return rate.take(task.workflow().namespace());
  }

  private boolean isStoppedWithin(Duration wait) throws InterruptedException {
    return !wait.isZero() && stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private boolean mayLaunch(Desk desk) throws InterruptedException {
    while (true) {
      try {
        return goAhead.get(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        LOG.info("{}: no answer to its claim yet, asking again", task.attempt());
        desk.claim(task.attempt(), Optional.of(question));
      } catch (ExecutionException e) {
        throw new IllegalStateException("nobody completes the answer with a failure", e);
      }
    }
  }

  private synchronized Optional<Ending> verdict(io.continuo.runner.launch.Ending ending)
      throws InterruptedException {
    return refused
        ? Optional.empty()
        : Optional.of(secrets.masked(Judge.judge(task, workspace, ending, stopReason)));
  }
}
