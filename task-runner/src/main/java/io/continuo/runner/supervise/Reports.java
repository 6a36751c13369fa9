package io.continuo.runner.supervise;

import io.continuo.command.Ending;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports how attempts ended, each after its log is written: whoever reads of a success may take
 * for granted that the whole log is on its topic.
 */
final class Reports {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
  private static final long CLOSE_SECONDS = 2;

  /** Logs that nobody takes do not hold up a report for ever. */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(10);

  private final Desk desk;

  /** Held to read by whoever reports, to write by who closes. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  Reports(Desk desk) {
    this.desk = desk;
  }

  /**
   * Returns when the report is durable.
   *
   * @param shipping what the tail of the attempt's log runs on
   */
  void report(Attempt attempt, Ending ending, LogTail tail, Thread shipping)
      throws InterruptedException {
    EndingFile.write(attempt.workspace(), ending);
    tail.complete(isSuccess(ending));
    if (!shipping.join(LOG_PATIENCE)) {
      LOG.warn("{}: its end is reported before the end of its log", attempt.task().attempt());
    }
    lock.readLock().lockInterruptibly();
    try {
      desk.report(attempt.task().attempt(), ending);
      EndingFile.markReported(attempt.workspace());
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Of others the log says itself that it has ended: they may end without a report, too. */
  private static boolean isSuccess(Ending ending) {
    return ending instanceof Ending.Exited exited && exited.code() == 0;
  }

  /**
   * Waits for those under way, so that the next process of this runner does not say it again; no
   * more follow.
   */
  void close() throws InterruptedException {
    if (!lock.writeLock().tryLock(CLOSE_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("some reports are not durable yet, they will be sent again after the next start");
    }
  }
}
