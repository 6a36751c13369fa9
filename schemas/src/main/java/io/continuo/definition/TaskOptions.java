package io.continuo.definition;

import io.continuo.value.InOrder;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a task that few tasks have.
 *
 * @param when CEL; false means skipped
 * @param limits permits that it holds while it runs, by limit
 * @param secrets what it finds besides its inputs, by reference
 * @param resources cpu, memory and others, in the notation of Kubernetes
 * @param produces datasets whose partition it leaves
 */
public record TaskOptions(
    Optional<String> when,
    Optional<Mapping> map,
    Optional<Cache> cache,
    Map<String, Integer> limits,
    List<Secret> secrets,
    Map<String, Value> resources,
    List<String> produces) {
  public static final TaskOptions NONE =
      new TaskOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of(),
          Map.of(),
          List.of());

  /**
   * One instance of the task per element.
   *
   * @param over a list, usually {@code ${...}}
   * @param as the name of the element in the task's own {@code ${...}}
   * @param minSuccess share of the elements, from 0 to 1, that is enough
   */
  public record Mapping(Value over, String as, Optional<Integer> concurrency, double minSuccess) {}

  /** Results are kept by the typed inputs, but those ignored, for so long. */
  public record Cache(String version, Optional<Duration> ttl, List<String> ignore) {
    public Cache {
      ignore = List.copyOf(ignore);
    }
  }

  /**
   * A reference to a secret, resolved on the runner only.
   *
   * @param target the environment variable or, if it begins with a slash, the file in which the
   *     task finds the value
   * @param from which secret: {@code finance-db/password}
   */
  public record Secret(String target, String from) {

    public boolean isFile() {
      return target.startsWith("/");
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Secret parse(String text) {
      int at = text.lastIndexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException("'" + text + "' is not a reference to a secret");
      }
      return new Secret(text.substring(0, at), text.substring(at + 1));
    }

    /** {@code DB_PASSWORD=finance-db/password}: no value, and fit to be shown. */
    @Override
    public String toString() {
      return target + "=" + from;
    }
  }

  public TaskOptions {
    limits = InOrder.copy(limits);
    secrets = List.copyOf(secrets);
    resources = InOrder.copy(resources);
    produces = List.copyOf(produces);
  }
}
