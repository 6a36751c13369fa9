package io.continuo.runner.launch.process;

import io.continuo.dispatch.LogStream;
import io.continuo.runner.launch.CappedLog;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Brings what a task writes into its two files together in one log, in the order in which it is
 * found there. Of what both got within one look, about 50 ms, the file written last comes last, so
 * lines of one stream never change places, and lines of both only if they come and go within a
 * look. The log itself is the note of how far that came: a restarted runner goes on there, and
 * nothing once in the log moves.
 */
final class ProcessLogs {
  private static final long LOOK_EVERY_MS = 50;
  private static final long QUIET_LOOK_EVERY_MS = 200;

  /** A flood goes first, or it would push out of the log what the other stream said meanwhile. */
  private static final Comparator<StreamFile> ORDER =
      Comparator.comparing(StreamFile::isFlood).reversed().thenComparing(StreamFile::lastWrite);

  private final Workspace workspace;
  private final List<StreamFile> files;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean complete;
  private volatile Optional<IOException> trouble = Optional.empty();

  private ProcessLogs(Workspace workspace, Runnable whenOver) {
    this.workspace = workspace;
    this.files =
        List.of(
            new StreamFile(workspace.folder().resolve("task.err"), LogStream.STDERR),
            new StreamFile(workspace.folder().resolve("task.out"), LogStream.STDOUT));
    this.thread =
        Thread.ofVirtual().name("merge-" + workspace.attempt()).unstarted(() -> run(whenOver));
  }

  /** Follows from now on; {@code whenOver} is told when it no longer does. */
  static ProcessLogs follow(Workspace workspace, Runnable whenOver) {
    ProcessLogs logs = new ProcessLogs(workspace, whenOver);
    logs.thread.start();
    return logs;
  }

  private void run(Runnable whenOver) {
    try (CappedLog log = new CappedLog(workspace.log())) {
      log.goOn();
      for (StreamFile file : files) {
        file.skip(log.count(file.stream()));
      }
      long pause = LOOK_EVERY_MS;
      while (!over.await(pause, TimeUnit.MILLISECONDS)) {
        pause = look(log) ? LOOK_EVERY_MS : QUIET_LOOK_EVERY_MS;
      }
      if (complete) {
        look(log);
        log.finish();
      }
    } catch (IOException e) {
      trouble = Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that
    } finally {
      whenOver.run();
    }
  }

  private boolean look(CappedLog log) throws IOException, InterruptedException {
    List<StreamFile> changed = new ArrayList<>(files);
    for (StreamFile file : files) {
      if (!file.look()) {
        changed.remove(file);
      }
    }
    changed.sort(ORDER);
    for (StreamFile file : changed) {
      file.copyTo(log);
    }
    return !changed.isEmpty();
  }

  /**
   * Completes the log after the task's end.
   *
   * @return what kept the log from being written, if anything did
   */
  Optional<String> finish() throws InterruptedException {
    complete = true;
    abandon();
    return trouble.map(
        e ->
            "cannot write the task's logs into %s: %s; free space on the runner's disk"
                .formatted(workspace.folder(), Workspace.reason(e)));
  }

  /** Stops following; the log keeps what it has. */
  void abandon() throws InterruptedException {
    over.countDown();
    thread.join();
  }
}
