package io.continuo.it.runner;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Event;
import io.continuo.runner.launch.container.DockerDaemon;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the Docker daemon itself says of containers, from the moment this is opened. */
final class Daemon implements AutoCloseable {
  static final String IMAGE = "busybox:local";

  /** A container's name on the daemon, and whether it started or died. */
  record Moment(String container, boolean start, long nanos) {}

  private final DockerClient docker = DockerDaemon.connect(Optional.empty());
  private final Queue<Moment> moments = new ConcurrentLinkedQueue<>();
  private final ResultCallback.Adapter<Event> listening;

  private Daemon() {
    listening =
        docker
            .eventsCmd()
            .withEventFilter("start", "die")
            .exec(
                new ResultCallback.Adapter<>() {
                  @Override
                  public void onNext(Event event) {
                    note(event);
                  }
                });
  }

  /** Skips the test, and says why, where there is no daemon or no image. */
  static Daemon open() {
    assumeTrue(
        DockerDaemon.answers(Optional.empty()),
        "no Docker daemon answers: tests of containers are skipped");
    Daemon daemon = new Daemon();
    assumeTrue(daemon.hasImage(), "there is no image " + IMAGE + ": see CONTRIBUTING.md");
    return daemon;
  }

  private boolean hasImage() {
    try {
      docker.inspectImageCmd(IMAGE).exec();
      return true;
    } catch (NotFoundException _) {
      return false;
    }
  }

  private void note(Event event) {
    String name =
        Objects.requireNonNullElse(
                Objects.requireNonNull(event.getActor()).getAttributes(), Map.<String, String>of())
            .getOrDefault("name", "");
    moments.add(
        new Moment(
            name,
            "start".equals(event.getAction()),
            Objects.requireNonNullElse(event.getTimeNano(), 0L)));
  }

  /** Starts and ends of containers so far whose names hold the text, in the daemon's order. */
  List<Moment> moments(String text) {
    return moments.stream().filter(moment -> moment.container().contains(text)).toList();
  }

  /** Containers whose names hold the text, ended ones as well. */
  List<Container> containers(String text) {
    return docker.listContainersCmd().withShowAll(true).withNameFilter(List.of(text)).exec();
  }

  long running(String text) {
    return containers(text).stream().filter(c -> "running".equals(c.getState())).count();
  }

  /** Removes what a failed test left. */
  void removeAll(String text) {
    containers(text).forEach(c -> docker.removeContainerCmd(c.getId()).withForce(true).exec());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    docker.close();
  }
}
