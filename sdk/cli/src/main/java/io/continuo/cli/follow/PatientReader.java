package io.continuo.cli.follow;

import io.continuo.sdk.problem.ContinuoException;
import io.continuo.sdk.problem.ProblemException;
import io.continuo.sdk.problem.UnreachableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the same thing again and again, and forgives a server that is away for a while, for example
 * while it restarts.
 */
public final class PatientReader<T> {
  public static final String AWAY = "no answer from the server, trying again ...";

  private final Supplier<T> source;
  private final Patience patience;
  private final long born = System.nanoTime();
  private Optional<Long> awaySince = Optional.empty();

  /**
   * How long to forgive.
   *
   * @param unseen how long what was just started may be missing from the read side
   * @param away how long the server may give no answer
   */
  public record Patience(Duration unseen, Duration away) {
    public static final Patience DEFAULT =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  public PatientReader(Supplier<T> source, Patience patience) {
    this.source = source;
    this.patience = patience;
  }

  /** Empty when the server gave no answer and may yet come back. */
  public Optional<T> read() {
    try {
      T thing = source.get();
      awaySince = Optional.empty();
      return Optional.of(thing);
    } catch (ProblemException | UnreachableException e) {
      if (isForgiven(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public boolean isAway() {
    return awaySince.isPresent();
  }

  private boolean isForgiven(ContinuoException failure) {
    if (failure instanceof ProblemException refusal && refusal.status() < 500) {
      return refusal.status() == 404 && isWithin(patience.unseen(), born);
    }
    long since = awaySince.orElseGet(System::nanoTime);
    awaySince = Optional.of(since);
    return isWithin(patience.away(), since);
  }

  private static boolean isWithin(Duration time, long since) {
    return System.nanoTime() - since < time.toNanos();
  }
}
