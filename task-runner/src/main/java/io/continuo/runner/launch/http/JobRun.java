package io.continuo.runner.launch.http;

import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that runs elsewhere: created by one request, followed by others. It holds a virtual thread,
 * and a connection only while it asks. Everything that matters is in the workspace: the answer that
 * created the job is kept there before anything follows from it.
 */
final class JobRun implements Running {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
  private static final Duration STOPPING_PAUSE = Duration.ofSeconds(1);

  private final HttpTask task;
  private final JobSpec spec;
  private final JobFiles files;
  private final Sender sender;
  private final JobWatch watch;
  private final Runnable forget;
  private final CompletableFuture<Ending> end = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<Holes> created = Optional.empty();
  private boolean cancelled;

  JobRun(HttpTask task, JobSpec spec, JobWatch watch, Sender sender, Runnable forget) {
    this.task = task;
    this.spec = spec;
    this.files = new JobFiles(task.workspace());
    this.watch = watch;
    this.sender = sender;
    this.forget = forget;
    this.thread = Thread.ofVirtual().name("job-" + attempt()).unstarted(this::follow);
  }

  /** Creates the job, or takes it up where an earlier process of the runner left it. */
  void start() {
    thread.start();
    try {
      Optional<Duration> grace = files.stopped();
      if (grace.isPresent()) {
        Thread.ofVirtual().name("stop-" + attempt()).start(() -> stopAgain(grace.get()));
      }
    } catch (IOException e) {
      LOG.warn("{}: cannot tell whether it was stopped before: {}", attempt(), e.toString());
    }
  }

  private void stopAgain(Duration grace) {
    try {
      stop(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public AttemptId attempt() {
    return task.workspace().attempt();
  }

  @Override
  public Ending await() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes the end with a failure", e);
    }
  }

  private void follow() {
    try {
      Ending ending = toTheEnd();
      if (Thread.interrupted()) {
        throw new InterruptedException("closing"); // what was seen while closing is no verdict
      }
      end.complete(isStopped() ? killed("cancelled; last seen: " + watch.lastSeen()) : ending);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing, or given up: whoever did it says the rest
    } catch (IOException | RuntimeException e) {
      if (!Thread.interrupted()) { // file channels turn an interrupt into an exception of theirs
        LOG.warn("{}: cannot be followed", attempt(), e);
        end.complete(
            new Ending.Broken(
                Fault.PLATFORM,
                "the runner cannot follow the remote job in %s: %s"
                    .formatted(
                        task.workspace().folder(),
                        e instanceof IOException file ? Workspace.reason(file) : e)));
      }
    }
  }

  private Ending toTheEnd() throws IOException, InterruptedException {
    Optional<byte[]> answer;
    try {
      answer = files.created();
      if (answer.isEmpty()) {
        answer = Optional.of(create());
      }
    } catch (LaunchException e) {
      return e.asEnding();
    }
    created = Optional.of(Holes.before(task.secrets()).with(JobFiles.value(answer.get())));
    try {
      return watchToTheEnd(created.get());
    } catch (LaunchException e) {
      cancel(); // nobody will look after it any more
      return e.asEnding();
    }
  }

  private byte[] create() throws LaunchException, IOException, InterruptedException {
    RequestSpec.Ready ready = task.first();
    files.markSent();
    try {
      HttpResponse<byte[]> answer = sender.ask(ready);
      files.log(ready.target() + " answered with status " + answer.statusCode());
      if (!task.request().accepts(answer.statusCode())) {
        files.logAnswer(answer.body());
        throw LaunchException.user(Answers.unexpected(ready.target(), answer));
      }
      files.keepCreated(answer.body());
      files.logAnswer(answer.body());
      return answer.body();
    } catch (NoAnswer e) {
      throw e.kind() == NoAnswer.Kind.BROKEN_OFF
          ? LaunchException.platform(
              e.told() + "; whether the job exists is not known: the same request is sent again")
          : LaunchException.user(e.told());
    }
  }

  private Ending watchToTheEnd(Holes holes)
      throws LaunchException, IOException, InterruptedException {
    RequestSpec.Ready poll = spec.poll().ready(holes, task.key());
    if (spec.cancel().isPresent()) {
      spec.cancel().get().ready(holes, task.key()); // better wrong now than when it is needed
    }
    pause(watch.firstPause());
    while (true) {
      if (isStopped()) {
        cancel();
      }
      Optional<Ending> ending = watch.look(poll);
      if (ending.isPresent()) {
        return ending.get();
      }
      pause(watch.pause());
    }
  }

  private void pause(Duration pause) throws InterruptedException {
    if (isStopped()) {
      Thread.sleep(pause.compareTo(STOPPING_PAUSE) < 0 ? pause : STOPPING_PAUSE);
    } else {
      stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  @Override
  public void stop(Duration grace) throws InterruptedException {
    if (end.isDone()) {
      return;
    }
    try {
      files.markStopped(grace);
    } catch (IOException e) {
      LOG.warn("{}: cannot note that it is to stop: {}", attempt(), Workspace.reason(e));
    }
    stopped.countDown();
    cancel();
    if (spec.cancel().isEmpty()) {
      giveUp("no longer followed: the task has no poll.cancel, so the remote job goes on");
      return;
    }
    try {
      end.get(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      giveUp(
          "the remote job did not report its end within %s of its cancellation and may go on; last seen: %s"
              .formatted(grace, watch.lastSeen()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes the end with a failure", e);
    }
  }

  private void giveUp(String message) {
    end.complete(killed(message));
    thread.interrupt();
  }

  private static Ending killed(String message) {
    return new Ending.Exited(1, true, Optional.of(message));
  }

  /** Asks the remote to end the job, until it has heard. Before there is a job it does nothing. */
  private synchronized void cancel() throws InterruptedException {
    if (cancelled || created.isEmpty() || spec.cancel().isEmpty()) {
      return;
    }
    try {
      RequestSpec.Ready ready = spec.cancel().get().ready(created.get(), task.key());
      HttpResponse<byte[]> answer = sender.askNow(ready);
      // What is wrong with it, or says that the job has ended, is so the next time too.
      cancelled = answer.statusCode() < 500;
      files.log(ready.target() + " answered with status " + answer.statusCode());
    } catch (NoAnswer e) {
      LOG.info("{}: not cancelled yet: {}", attempt(), e.getMessage());
    } catch (LaunchException | IOException e) {
      cancelled = true;
      LOG.warn("{}: cannot be cancelled: {}", attempt(), e.getMessage());
    }
  }

  @Override
  public void letGo() {
    giveUp("left to another dispatch of the attempt, which follows the same job");
  }

  /** Lets go of it; the job goes on, and so does what is told of it by the next launcher. */
  void leave() {
    thread.interrupt();
  }

  @Override
  public void remove() {
    forget.run();
  }
}
