package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the daemon remembers of a container's end. It forgets when it restarts, and the oldest of
 * its last 256 events. It holds the container's lock while it signals and notes that, and takes it
 * to see the end through: so a signal is noted before the end it led to, however late both are.
 * Only the daemon's own times are compared with each other, never with our clock.
 */
enum RememberedEnd {
  /** Nobody signalled it before: a program may catch a signal and exit with zero. */
  OWN,
  SIGNALLED,
  /** The end is forgotten, or the daemon's word broke off. */
  UNKNOWN;

  private static final Set<String> ENDING_SIGNALS = Set.of("2", "3", "9", "15");

  /** How long an end may take to be noted: the wait for one that is forgotten. */
  private static final Duration NOTED_WITHIN = Duration.ofSeconds(2);

  /** The daemon stops looking back at the first older event, and notes them not quite in order. */
  private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

  private static final long PATIENCE_SECONDS = 10;

  static RememberedEnd of(DockerClient docker, String container, ContainerState state)
      throws InterruptedException {
    Instant started = time(state.getStartedAt());
    Instant finished = time(state.getFinishedAt());
    // The daemon notes the start of a container after the fact, sometimes after a very early end.
    Instant from = started.isBefore(finished) ? started : finished;
    try (var told = new Told()) {
      docker
          .eventsCmd()
          .withContainerFilter(container)
          .withEventFilter("kill", "die")
          .withSince(seconds(from.minus(OUT_OF_ORDER)))
          .withUntil(seconds(finished.plus(NOTED_WITHIN)))
          .exec(told);
      if (!told.awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the daemon does not come to the end of its events");
      }
      return told.what();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a container was sent a signal that may end it. */
  static boolean isSignal(Event event) {
    var actor = event.getActor();
    Map<String, String> attributes =
        actor == null ? Map.of() : Objects.requireNonNullElse(actor.getAttributes(), Map.of());
    return "kill".equals(event.getAction())
        && ENDING_SIGNALS.contains(attributes.getOrDefault("signal", "15"));
  }

  /** With or without an offset from UTC: {@code info} tells local time. */
  static Instant time(String daemons) {
    return OffsetDateTime.parse(daemons).toInstant();
  }

  private static String seconds(Instant instant) {
    return "%d.%09d".formatted(instant.getEpochSecond(), instant.getNano());
  }

  private static final class Told extends ResultCallback.Adapter<Event> {
    private volatile boolean killed;
    private volatile boolean died;

    @Override
    public void onNext(Event event) {
      killed |= isSignal(event);
      if ("die".equals(event.getAction())) {
        died = true;
        onComplete();
      }
    }

    RememberedEnd what() {
      if (!died) {
        return UNKNOWN;
      }
      return killed ? SIGNALLED : OWN;
    }
  }
}
