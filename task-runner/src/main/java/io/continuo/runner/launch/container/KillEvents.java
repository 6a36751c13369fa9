package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks the daemon whether anybody signalled a container to end: its program may catch that and exit
 * with zero.
 */
final class KillEvents {
  private static final Set<String> ENDING_SIGNALS = Set.of("2", "3", "9", "15");

  private KillEvents() {}

  /**
   * Looks at the time from the container's start to its end, as far back as the daemon remembers
   * events.
   */
  static boolean between(DockerClient docker, String container, ContainerState state)
      throws InterruptedException {
    Instant started = Instant.parse(state.getStartedAt());
    Instant finished = Instant.parse(state.getFinishedAt());
    // The daemon notes the start of a container after the fact, sometimes after a very early end.
    Instant from = started.isBefore(finished) ? started : finished;
    var kills = new Kills();
    try (kills) {
      docker
          .eventsCmd()
          .withContainerFilter(container)
          .withEventFilter("kill")
          .withSince(seconds(from))
          .withUntil(seconds(finished))
          .exec(kills)
          .awaitCompletion(10, TimeUnit.SECONDS);
    } catch (IOException | RuntimeException e) {
      return kills
          .seen; // a daemon that went away just now; its own restart would have shown before
    }
    return kills.seen;
  }

  private static String seconds(Instant instant) {
    return "%d.%09d".formatted(instant.getEpochSecond(), instant.getNano());
  }

  private static final class Kills extends ResultCallback.Adapter<Event> {
    private volatile boolean seen;

    @Override
    public void onNext(Event event) {
      var actor = event.getActor();
      Map<String, String> attributes =
          actor == null ? Map.of() : Objects.requireNonNullElse(actor.getAttributes(), Map.of());
      seen |= ENDING_SIGNALS.contains(attributes.getOrDefault("signal", "15"));
    }
  }
}
