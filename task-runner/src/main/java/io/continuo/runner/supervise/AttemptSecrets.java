package io.continuo.runner.supervise;

import io.continuo.command.Ending;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.secret.Mask;
import io.continuo.runner.secret.SecretStore;
import io.continuo.value.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secrets of one attempt: resolved once, and kept out of what is said of it. */
final class AttemptSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptSecrets.class);
  private static final String UNKNOWN =
      "the secrets of this attempt cannot be read any more, so what it %s is withheld: %s";

  private final TaskLaunch task;
  private final SecretStore store;
  private final boolean launchedBefore;
  private Optional<Secrets> secrets = Optional.empty();
  private Optional<Mask> mask = Optional.empty();
  private String trouble = "";

  /**
   * @param launchedBefore whether an earlier process of this runner launched it, so that it may say
   *     secrets that nobody here knows
   */
  AttemptSecrets(TaskLaunch task, SecretStore store, boolean launchedBefore) {
    this.task = task;
    this.store = store;
    this.launchedBefore = launchedBefore;
  }

  boolean isEmpty() {
    return task.secrets().isEmpty();
  }

  /** For the launch. */
  synchronized Secrets resolve() throws LaunchException, InterruptedException {
    if (secrets.isEmpty()) {
      secrets = Optional.of(isEmpty() ? Secrets.NONE : store.resolve(task));
      mask = Optional.of(Mask.of(secrets.get()));
    }
    return secrets.get();
  }

  /** For all that is said of it. */
  synchronized Mask mask() throws InterruptedException {
    if (mask.isEmpty()) {
      mask = Optional.of(launchedBefore ? found() : Mask.NONE);
    }
    return mask.get();
  }

  private Mask found() throws InterruptedException {
    try {
      return Mask.of(resolve());
    } catch (LaunchException e) {
      trouble = String.valueOf(e.getMessage());
      LOG.warn("{}: {}", task.attempt(), UNKNOWN.formatted("says", trouble));
      return Mask.ALL;
    }
  }

  /** A line in place of a log that cannot be shown. */
  synchronized String notice() {
    return "[continuo: " + UNKNOWN.formatted("prints", trouble) + "]\n";
  }

  /** Where an exception came from, for our own log. */
  String trace(RuntimeException e) throws InterruptedException {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return mask().text(trace.toString());
  }

  /** What may be said of how it ended. */
  Ending masked(Ending ending) throws InterruptedException {
    Mask now = mask();
    if (now == Mask.ALL) {
      return withheld(ending);
    }
    return switch (ending) {
      case Ending.Exited(int code, Value.Fields outputs, String message) ->
          new Ending.Exited(code, now.fields(outputs), now.text(message));
      case Ending.Faulty(String message) -> new Ending.Faulty(now.text(message));
      case Ending.PlatformFailure(String message) -> new Ending.PlatformFailure(now.text(message));
      case Ending.Stopped(String message) -> new Ending.Stopped(now.text(message));
    };
  }

  private Ending withheld(Ending ending) {
    String message = UNKNOWN.formatted("said", trouble);
    return switch (ending) {
      case Ending.Exited(int code, Value.Fields outputs, _) when outputs.isEmpty() ->
          new Ending.Exited(code, outputs, message);
      case Ending.Exited _ -> new Ending.PlatformFailure(message);
      case Ending.Faulty _ -> new Ending.Faulty(message);
      case Ending.PlatformFailure _ -> new Ending.PlatformFailure(message);
      case Ending.Stopped _ -> new Ending.Stopped(message);
    };
  }
}
