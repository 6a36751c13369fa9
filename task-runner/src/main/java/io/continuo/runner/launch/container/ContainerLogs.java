package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.continuo.dispatch.LogStream;
import io.continuo.runner.launch.CappedLog;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what a container writes, through the daemon, into the log files of its workspace. */
final class ContainerLogs {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerLogs.class);
  private static final long SILENCE_SECONDS = 30;
  private static final long GO_ON_AFTER_MS = 500;

  /** What ends sooner has its log read once, after its end. */
  private static final long FOLLOW_AFTER_MS = 400;

  private static final int TRIES = 12;
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 5_000;

  private final DockerClient docker;
  private final String container;
  private final Workspace workspace;
  private final CappedLog log;
  private Optional<Follower> current = Optional.empty();
  private boolean finishing;
  private boolean closed;
  private volatile Optional<Follower> follower = Optional.empty();
  private volatile Optional<IOException> diskTrouble = Optional.empty();

  /** The container is no more, or its log driver keeps nothing to read: trying again is no use. */
  private volatile boolean gone;

  ContainerLogs(DockerClient docker, String container, Workspace workspace) throws IOException {
    this.docker = docker;
    this.container = container;
    this.workspace = workspace;
    this.log = new CappedLog(workspace.log());
    after(FOLLOW_AFTER_MS, this::begin);
  }

  private synchronized void begin() {
    if (!finishing) {
      goOn();
    }
  }

  private synchronized Follower follow() throws IOException {
    log.fromStart();
    log.append(
        LogStream.RUNNER, PullNotes.of(workspace)); // they stand before what the container wrote
    Follower next = new Follower();
    current = Optional.of(next); // what an earlier one still has in hand no longer counts
    return docker
        .logContainerCmd(container)
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .exec(next);
  }

  /** Follows while the container runs, and again what ended too early. */
  void goOn() {
    if (follower.map(Follower::isOver).orElse(true)) {
      followAfter(follower);
    }
  }

  /** From the start: what is there already is skipped. */
  private synchronized void followAfter(Optional<Follower> before) {
    if (gone || closed || !current.equals(before)) {
      return; // somebody was faster, or nobody wants it any more
    }
    before.ifPresent(DockerDaemon::closeQuietly);
    try {
      follower = Optional.of(follow());
    } catch (IOException e) {
      diskTrouble = Optional.of(e);
    }
  }

  private void after(long millis, Runnable step) {
    Thread.ofVirtual()
        .name("logs-" + container)
        .start(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep(millis);
                step.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private synchronized void beginToFinish() {
    finishing = true;
  }

  /**
   * Completes the file after the container's end. What was followed is read once more, now that
   * nothing can come any more: a daemon ends a log that it follows when the container ends, be it
   * with a part of it unread (Docker 20.10, short logs and long ones).
   *
   * @return what kept the log from being written, if anything did
   */
  Optional<String> finish() throws InterruptedException {
    beginToFinish();
    boolean whole = false;
    long pause = FIRST_PAUSE_MS;
    for (int tries = 0; !whole && !gone && tries < TRIES; tries++) {
      followAfter(follower);
      whole = follower.isPresent() && follower.get().completed();
      if (!whole) {
        TimeUnit.MILLISECONDS.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      }
    }
    if (!whole) {
      LOG.warn("the logs of container {} could not be read to their end", container);
    }
    listenNoMore();
    try (log) {
      log.finish();
    } catch (IOException e) {
      diskTrouble = Optional.of(e);
    }
    return diskTrouble.map(
        e ->
            "cannot write the task's logs into %s: %s; free space on the runner's disk"
                .formatted(workspace.folder(), Workspace.reason(e)));
  }

  private synchronized void listenNoMore() {
    follower.ifPresent(DockerDaemon::closeQuietly);
    current = Optional.empty();
    closed = true;
  }

  /** Stops following without waiting; the files keep what they have. */
  void abandon() {
    listenNoMore();
    DockerDaemon.closeQuietly(log);
  }

  private synchronized void write(Follower from, Frame frame) {
    if (diskTrouble.isPresent() || !current.equals(Optional.of(from))) {
      return; // keep draining, so that the daemon's connection ends in its own time
    }
    try {
      log.append(streamOf(frame), frame.getPayload());
    } catch (IOException e) {
      diskTrouble = Optional.of(e);
    }
  }

  private static LogStream streamOf(Frame frame) {
    return frame.getStreamType() == StreamType.STDERR ? LogStream.STDERR : LogStream.STDOUT;
  }

  private final class Follower extends ResultCallback.Adapter<Frame> {
    private volatile boolean failed;
    private volatile boolean over;
    private final AtomicLong read = new AtomicLong();

    boolean isOver() {
      return over;
    }

    @Override
    public void onNext(Frame frame) {
      read.addAndGet(frame.getPayload().length);
      write(this, frame);
    }

    @Override
    public void onError(Throwable throwable) {
      failed = true;
      over = true;
      if (isForGood(throwable)) {
        gone = true;
      } else {
        after(GO_ON_AFTER_MS, () -> followAfter(Optional.of(this)));
      }
      LOG.debug("following the logs of container {} broke off", container, throwable);
      super.onError(throwable);
    }

    private static boolean isForGood(Throwable e) {
      return e instanceof NotFoundException
          || (e instanceof DockerException && DaemonWords.in(e).contains("logging driver"));
    }

    @Override
    public void onComplete() {
      over = true;
      super.onComplete();
    }

    /** Waits for the end for as long as bytes keep coming. */
    boolean completed() throws InterruptedException {
      try {
        for (long before = -1; before < read.get(); ) {
          before = read.get();
          if (awaitCompletion(SILENCE_SECONDS, TimeUnit.SECONDS)) {
            return !failed;
          }
        }
        return false;
      } catch (RuntimeException e) {
        return false; // the first error comes out here again
      }
    }
  }
}
