package io.continuo.runner.launch.container;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Calls to a daemon that may be away for a while: repeated with growing pauses until it answers.
 */
final class Patience {
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 5_000;

  private final Duration limit;
  private volatile boolean tried;

  /**
   * @param limit how long a daemon may be away before a call gives up
   */
  Patience(Duration limit) {
    this.limit = limit;
  }

  static Patience endless() {
    return new Patience(Duration.ofDays(10_000));
  }

  /** One call to the daemon. */
  interface Call<T> {
    T make() throws InterruptedException;
  }

  /** The answer, or the daemon's own refusal, or {@link DaemonAway}. */
  <T> T ask(Call<T> call) throws InterruptedException {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_MS;
    while (true) {
      try {
        return call.make();
      } catch (RuntimeException e) {
        if (!isAway(e)) {
          throw e;
        }
        tried = true;
        if (System.nanoTime() - start > limit.toNanos()) {
          throw new DaemonAway(limit, e);
        }
      }
      TimeUnit.MILLISECONDS.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  /** Whether the daemon was away since this was asked last. */
  boolean wasTried() {
    boolean was = tried;
    tried = false;
    return was;
  }

  void run(Runnable call) throws InterruptedException {
    ask(
        () -> {
          call.run();
          return true;
        });
  }

  /** Whether nobody answered, in contrast to an answer that says no. */
  static boolean isAway(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof DockerException) {
        return false;
      }
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /** No answer within the limit. */
  static final class DaemonAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DaemonAway(Duration waited, RuntimeException cause) {
      super(
          "the Docker daemon did not answer for "
              + waited.toSeconds()
              + " s: "
              + cause.getMessage(),
          cause);
    }
  }
}
