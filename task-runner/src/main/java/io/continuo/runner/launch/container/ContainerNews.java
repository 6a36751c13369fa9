package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the daemon tells by itself of one runner's containers, on one connection for all of them. It
 * tells of a death some 50 ms before a {@code wait} for it is answered: in between it takes down
 * network and mounts.
 *
 * <p>Only a container whose creation was heard on the same connection has a {@link Life} here: then
 * nothing that came after was missed. Of all others the daemon is to be asked.
 */
final class ContainerNews implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerNews.class);

  /** Without news everything works, a little slower: no reason to press a daemon that is away. */
  private static final long AGAIN_AFTER_MS = 5_000;

  private final DockerClient docker;
  private final String runner;
  private final Thread listening;
  private volatile Hearing current = new Hearing();

  ContainerNews(DockerClient docker, String runner) {
    this.docker = docker;
    this.runner = runner;
    this.listening = Thread.ofVirtual().name("container-news").start(this::listen);
  }

  /** What was heard of a container from its creation on; empty if something may be missing. */
  Optional<Life> of(String container) {
    return Optional.ofNullable(current.lives.get(container));
  }

  /** Of one that nobody will ask about any more. */
  void forget(String container) {
    current.lives.remove(container);
  }

  private void listen() {
    try {
      while (true) {
        try (Hearing hearing = new Hearing()) {
          current = hearing;
          docker
              .eventsCmd()
              .withLabelFilter(Map.of(Labels.RUNNER, runner))
              .withEventFilter("create", "kill", "oom", "die")
              .exec(hearing);
          hearing.awaitCompletion();
        } catch (RuntimeException | IOException e) {
          LOG.debug("the daemon's news broke off", e);
        }
        current = new Hearing();
        TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER_MS);
      }
    } catch (InterruptedException _) {
      LOG.debug("closed");
    }
  }

  @Override
  public void close() {
    listening.interrupt();
  }

  /**
   * @param end whether a signal led to it
   * @param code what it exited with, as the daemon writes it
   * @param starved whether any of its programs was killed for want of memory
   */
  record Death(RememberedEnd end, String code, boolean starved) {

    /** Whether the daemon can have nothing more to say of it. */
    boolean isPlain() {
      return end == RememberedEnd.OWN && "0".equals(code) && !starved;
    }

    private static String code(Event die) {
      var actor = die.getActor();
      Map<String, String> attributes = actor == null ? null : actor.getAttributes();
      return attributes == null ? "" : attributes.getOrDefault("exitCode", "");
    }
  }

  /** One container since its creation. */
  static final class Life {
    private final CompletableFuture<Death> death = new CompletableFuture<>();
    private RememberedEnd end = RememberedEnd.OWN;
    private boolean starved;

    /** Has something done once it is dead, on this thread if it is already. */
    void afterDeath(Runnable step) {
      var _ = death.thenRun(step);
    }

    /** Empty while it lives, or if its death was not heard. */
    Optional<Death> death() {
      return Optional.ofNullable(death.getNow(null));
    }

    /** By the one thread that listens. */
    private void on(Event event) {
      if (RememberedEnd.isSignal(event)) {
        end = RememberedEnd.SIGNALLED;
      } else if ("oom".equals(event.getAction())) {
        starved = true;
      } else if ("die".equals(event.getAction())) {
        death.complete(new Death(end, Death.code(event), starved));
      }
    }
  }

  private static final class Hearing extends ResultCallback.Adapter<Event> {
    private final Map<String, Life> lives = new ConcurrentHashMap<>();

    @Override
    public void onNext(Event event) {
      var actor = event.getActor();
      String id = actor == null ? null : actor.getId();
      if (id == null) {
        return;
      }
      if ("create".equals(event.getAction())) {
        lives.put(id, new Life());
      }
      Life life = lives.get(id);
      if (life != null) {
        life.on(event);
      }
    }
  }
}
