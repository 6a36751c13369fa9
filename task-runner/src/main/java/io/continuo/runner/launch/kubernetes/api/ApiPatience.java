package io.continuo.runner.launch.kubernetes.api;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls to an API server that may be away for a while: repeated with growing pauses. */
public final class ApiPatience {
  private static final Logger LOG = LoggerFactory.getLogger(ApiPatience.class);

  private final Pace pace;
  private final Optional<Duration> limit;

  private ApiPatience(Pace pace, Optional<Duration> limit) {
    this.pace = pace;
    this.limit = limit;
  }

  /**
   * For looking at what runs: waits for ever, also where the runner's rights are taken away for a
   * while.
   */
  public static ApiPatience endless(Pace pace) {
    return new ApiPatience(pace, Optional.empty());
  }

  /** For launches, which had better be tried elsewhere before long. */
  public static ApiPatience limited(Pace pace) {
    return new ApiPatience(pace, Optional.of(pace.patience()));
  }

  /** The answer, or the server's refusal, or the last trouble when the limit is reached. */
  public <T> T ask(Supplier<T> call) throws InterruptedException {
    long start = System.nanoTime();
    BackOff backOff = pace.backOff();
    while (true) {
      try {
        return call.get();
      } catch (KubernetesClientException e) {
        throwIfInterrupted(e);
        boolean late = limit.isPresent() && System.nanoTime() - start > limit.get().toNanos();
        if (late || !isWorthRepeating(e)) {
          throw e;
        }
        LOG.debug("the Kubernetes API does not answer: {}", ApiWords.in(e));
      }
      backOff.sleep();
    }
  }

  public void run(Runnable call) throws InterruptedException {
    ask(
        () -> {
          call.run();
          return true;
        });
  }

  private boolean isWorthRepeating(KubernetesClientException e) {
    boolean refused = e.getCode() == 401 || e.getCode() == 403;
    return ApiWords.isPassing(e) || (limit.isEmpty() && refused);
  }

  /** The client wraps an interrupt into an exception of its own. */
  public static void throwIfInterrupted(RuntimeException e) throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      interrupted |= cause instanceof InterruptedException;
    }
    if (interrupted) {
      throw new InterruptedException(e.toString());
    }
  }
}
