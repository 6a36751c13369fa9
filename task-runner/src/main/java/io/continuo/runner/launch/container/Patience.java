package io.continuo.runner.launch.container;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Calls to a daemon that may be away for a while: repeated with growing pauses until it answers.
 * One that took a call and says nothing more is as good as away.
 */
final class Patience {
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 5_000;

  /** Daemons have been seen to take calls and answer none; a busy one takes a minute. */
  private static final Duration ANSWER = Duration.ofMinutes(5);

  private final Duration limit;
  private final Duration answer;
  private volatile boolean tried;

  /**
   * @param limit how long a daemon may be away before a call gives up
   */
  Patience(Duration limit) {
    this(limit, ANSWER);
  }

  /**
   * @param answer how long the daemon may take for one call
   */
  Patience(Duration limit, Duration answer) {
    this.limit = limit;
    this.answer = answer;
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
    return ask(call, answer);
  }

  private <T> T ask(Call<T> call, Duration longest) throws InterruptedException {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_MS;
    while (true) {
      Deadline deadline = new Deadline(longest);
      try {
        return call.make();
      } catch (RuntimeException | InterruptedException e) {
        boolean silent = deadline.hasPassed();
        if (!silent && !isAway(e)) {
          throw e;
        }
        tried = true;
        if (System.nanoTime() - start > limit.toNanos()) {
          throw new DaemonAway(silent && longest.compareTo(limit) > 0 ? longest : limit, e);
        }
      } finally {
        deadline.close();
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
    run(call, Duration.ZERO);
  }

  /**
   * @param lasts what the call itself takes, beside the daemon's answer
   */
  void run(Runnable call, Duration lasts) throws InterruptedException {
    ask(
        () -> {
          call.run();
          return true;
        },
        answer.plus(lasts));
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

    DaemonAway(Duration waited, Exception cause) {
      super(
          "the Docker daemon did not answer for "
              + waited.toSeconds()
              + " s: "
              + cause.getMessage(),
          cause);
    }
  }
}
