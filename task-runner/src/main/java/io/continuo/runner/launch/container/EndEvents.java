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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the daemon remembers of a container's end. It forgets when it restarts, and the oldest of
 * its last 256 events. Only its own times are compared with each other, never with our clock.
 */
final class EndEvents {
  private static final Logger LOG = LoggerFactory.getLogger(EndEvents.class);
  private static final Set<String> ENDING_SIGNALS = Set.of("2", "3", "9", "15");

  /**
   * A signal is noted after it was sent. The daemon takes longer than this to see an end through,
   * so that asking costs no time.
   */
  private static final Duration NOTED_WITHIN = Duration.ofMillis(20);

  /** The daemon stops looking back at the first older event, and notes them not quite in order. */
  private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

  private static final long PATIENCE_SECONDS = 10;

  private EndEvents() {}

  /**
   * Whether anybody signalled the container to end: its program may catch that and exit with zero.
   */
  static boolean killed(DockerClient docker, String container, ContainerState state)
      throws InterruptedException {
    Instant until = time(state.getFinishedAt()).plus(NOTED_WITHIN);
    return read(docker, container, state, until).killed;
  }

  /**
   * Whether the daemon that answers now saw the container end, and nobody signalled it before: then
   * the end is the container's own, even if we did not hear of it.
   */
  static boolean showItsOwnEnd(DockerClient docker, String container, ContainerState state)
      throws InterruptedException {
    Instant now = time(docker.infoCmd().exec().getSystemTime());
    Told told = read(docker, container, state, now);
    LOG.info(
        "container {}: its end was not heard, the daemon remembers: died {}, signalled {}",
        container,
        told.died,
        told.killed);
    return told.died && !told.killed;
  }

  private static Told read(
      DockerClient docker, String container, ContainerState state, Instant until)
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
          .withUntil(seconds(until))
          .exec(told);
      if (!told.awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the daemon does not come to the end of its events");
      }
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      var actor = event.getActor();
      Map<String, String> attributes =
          actor == null ? Map.of() : Objects.requireNonNullElse(actor.getAttributes(), Map.of());
      boolean kill = "kill".equals(event.getAction());
      died |= !kill;
      killed |= kill && ENDING_SIGNALS.contains(attributes.getOrDefault("signal", "15"));
    }
  }
}
