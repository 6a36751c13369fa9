package io.continuo.runner.launch.kubernetes;

import io.continuo.runner.launch.CappedLog;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.kubernetes.api.ApiPatience;
import io.continuo.runner.launch.kubernetes.api.ApiWords;
import io.continuo.runner.launch.kubernetes.api.BackOff;
import io.continuo.runner.launch.kubernetes.api.PodKey;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what a task's container writes into the log file of its workspace. A stream that breaks
 * off is opened again and read from its start; what is in the file already is skipped.
 */
final class PodLogs {
  private static final Logger LOG = LoggerFactory.getLogger(PodLogs.class);

  /** A stream whose container has ended comes to its end by itself within this. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Cluster cluster;
  private final PodKey key;
  private final Workspace workspace;
  private Optional<CappedLog> log = Optional.empty();
  private Optional<Thread> follower = Optional.empty();
  private volatile boolean containerEnded;
  private volatile Optional<IOException> diskTrouble = Optional.empty();

  PodLogs(Cluster cluster, PodKey key, Workspace workspace) {
    this.cluster = cluster;
    this.key = key;
    this.workspace = workspace;
  }

  /** Begins to follow; a second time changes nothing. */
  void begin() throws IOException {
    if (follower.isEmpty()) {
      CappedLog file = open();
      follower = Optional.of(Thread.ofVirtual().name("log-" + key).start(() -> follow(file)));
    }
  }

  private CappedLog open() throws IOException {
    if (log.isEmpty()) {
      log = Optional.of(new CappedLog(workspace.log()));
    }
    return log.get();
  }

  private void follow(CappedLog file) {
    try {
      BackOff backOff = cluster.pace().backOff();
      while (!containerEnded) {
        read(file, true);
        if (!containerEnded) {
          backOff.sleep();
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("the log of pod {} is no longer followed", key);
    } catch (IOException e) {
      diskTrouble = Optional.of(e);
    }
  }

  /**
   * Reads from the start to the end of the stream.
   *
   * @return whether there is nothing more to be had
   */
  private boolean read(CappedLog file, boolean follow) throws IOException, InterruptedException {
    file.fromStart();
    byte[] buffer = new byte[16 << 10];
    try (InputStream in = cluster.api().log(key, PodPlan.CONTAINER, follow)) {
      for (int count = next(in, buffer); count >= 0; count = next(in, buffer)) {
        append(file, Arrays.copyOf(buffer, count));
      }
      return true;
    } catch (KubernetesClientException e) {
      ApiPatience.throwIfInterrupted(e);
      LOG.debug("the log of pod {} cannot be read now: {}", key, ApiWords.in(e));
      return e.getCode() == 400 || e.getCode() == 404; // it never started, or is gone
    }
  }

  /** An interrupt within a write would close the file, which is still needed. */
  private synchronized void append(CappedLog file, byte[] bytes)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the log is no longer followed");
    }
    file.append(bytes);
  }

  private synchronized void interrupt(Thread thread) {
    thread.interrupt();
  }

  /** Trouble of the connection must not look like trouble of the disk. */
  private static int next(InputStream in, byte[] buffer) throws InterruptedException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new KubernetesClientException("the stream broke off", e);
    }
  }

  /**
   * Completes the file after the container's end.
   *
   * @return what kept the log from being written, if anything did
   */
  Optional<String> finish() throws InterruptedException {
    containerEnded = true;
    if (follower.isPresent() && !follower.get().join(LAST_WORDS)) {
      stopFollowing();
    }
    if (diskTrouble.isEmpty()) {
      readRest();
    }
    return diskTrouble.map(
        e ->
            "cannot write the task's log into %s: %s; free space on the runner's disk"
                .formatted(workspace.folder(), Workspace.reason(e)));
  }

  private void stopFollowing() throws InterruptedException {
    if (follower.isPresent()) {
      interrupt(follower.get());
      follower.get().join();
    }
  }

  /**
   * The followed stream may have broken off in a way that looks like its end, so all is read again.
   */
  private void readRest() throws InterruptedException {
    long start = System.nanoTime();
    BackOff backOff = cluster.pace().backOff();
    try (CappedLog file = open()) {
      while (!read(file, false)) {
        if (System.nanoTime() - start > cluster.pace().patience().toNanos()) {
          LOG.warn("the log of pod {} could not be read to its end", key);
          break;
        }
        backOff.sleep();
      }
      file.finish();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(e.toString());
      }
      diskTrouble = Optional.of(e);
    }
  }

  /** Stops following without waiting for the end; the file keeps what it has. */
  void abandon() throws InterruptedException {
    containerEnded = true;
    stopFollowing();
    try {
      if (log.isPresent()) {
        log.get().close();
      }
    } catch (IOException e) {
      LOG.debug("the log file of pod {} is closed already", key, e);
    }
  }
}
