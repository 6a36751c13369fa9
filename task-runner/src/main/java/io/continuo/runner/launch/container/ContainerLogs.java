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
  private static final long FINISH_SECONDS = 30;
  private static final long GO_ON_AFTER_MS = 500;

  /**
   * Daemons before version 23 may end a followed log before its last lines. What is no longer than
   * this is read once more after the container's end, when nothing can come any more.
   */
  private static final long READ_AGAIN_BYTES = 1 << 20;

  private static final int TRIES = 12;
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 5_000;

  private final DockerClient docker;
  private final String container;
  private final Workspace workspace;
  private final CappedLog log;
  private Optional<Follower> current = Optional.empty();
  private volatile Follower follower;
  private volatile Optional<IOException> diskTrouble = Optional.empty();

  /** The container is no more, or its log driver keeps nothing to read: trying again is no use. */
  private volatile boolean gone;

  ContainerLogs(DockerClient docker, String container, Workspace workspace) throws IOException {
    this.docker = docker;
    this.container = container;
    this.workspace = workspace;
    this.log = new CappedLog(workspace.log());
    this.follower = follow();
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

  /** Follows again, while the container runs, what ended too early. */
  void goOn() {
    if (follower.isOver()) {
      followAfter(follower);
    }
  }

  /** From the start: what is there already is skipped. */
  private synchronized void followAfter(Follower before) {
    if (gone || !current.equals(Optional.of(before))) {
      return; // somebody was faster, or nobody wants it any more
    }
    DockerDaemon.closeQuietly(before);
    try {
      follower = follow();
    } catch (IOException e) {
      diskTrouble = Optional.of(e);
    }
  }

  private void followSoonAfter(Follower broken) {
    Thread.ofVirtual()
        .name("logs-" + container)
        .start(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep(GO_ON_AFTER_MS);
                followAfter(broken);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /**
   * Completes the file after the container's end.
   *
   * @param interrupted whether the daemon was away meanwhile: then a stream that ended may not have
   *     been whole
   * @return what kept the log from being written, if anything did
   */
  Optional<String> finish(boolean interrupted) throws InterruptedException {
    boolean whole = !interrupted && follower.completed() && follower.read.get() > READ_AGAIN_BYTES;
    long pause = FIRST_PAUSE_MS;
    for (int tries = 0; !whole && !gone && tries < TRIES; tries++) {
      followAfter(follower);
      whole = follower.completed();
      if (!whole) {
        TimeUnit.MILLISECONDS.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      }
    }
    if (!whole) {
      LOG.warn("the logs of container {} could not be read to their end", container);
    }
    DockerDaemon.closeQuietly(follower);
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
    current = Optional.empty();
  }

  /** Stops following without waiting; the files keep what they have. */
  void abandon() {
    DockerDaemon.closeQuietly(follower);
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
        followSoonAfter(this);
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

    boolean completed() throws InterruptedException {
      try {
        return awaitCompletion(FINISH_SECONDS, TimeUnit.SECONDS) && !failed;
      } catch (RuntimeException e) {
        return false; // the first error comes out here again
      }
    }
  }
}
