package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.continuo.dispatch.LogStream;
import io.continuo.runner.launch.CappedLog;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what a container writes, through the daemon, into the log files of its workspace. */
final class ContainerLogs {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerLogs.class);
  private static final long FINISH_SECONDS = 30;

  private final DockerClient docker;
  private final String container;
  private final Workspace workspace;
  private final CappedLog log;
  private Optional<Follower> current = Optional.empty();
  private Follower follower;
  private volatile Optional<IOException> diskTrouble = Optional.empty();

  ContainerLogs(DockerClient docker, String container, Workspace workspace) throws IOException {
    this.docker = docker;
    this.container = container;
    this.workspace = workspace;
    this.log = new CappedLog(workspace.log());
    this.follower = follow();
  }

  private synchronized Follower follow() {
    log.fromStart();
    Follower next = new Follower();
    current = Optional.of(next); // what an earlier one still has in hand no longer counts
    return docker
        .logContainerCmd(container)
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .exec(next);
  }

  /**
   * Completes the file after the container's end.
   *
   * @param interrupted whether the daemon was away meanwhile: then a stream that ended may not have
   *     been whole
   * @return what kept the log from being written, if anything did
   */
  Optional<String> finish(boolean interrupted) throws InterruptedException {
    if (interrupted || !follower.completed()) {
      DockerDaemon.closeQuietly(follower);
      follower = follow(); // from the start; what is there already is skipped
      if (!follower.completed()) {
        LOG.warn("the logs of container {} could not be read to their end", container);
      }
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

    @Override
    public void onNext(Frame frame) {
      write(this, frame);
    }

    @Override
    public void onError(Throwable throwable) {
      failed = true;
      LOG.debug("following the logs of container {} broke off", container, throwable);
      super.onError(throwable);
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
