package io.continuo.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.event.ExecutionEvent;
import io.continuo.it.history.History;
import io.continuo.it.history.Replay;
import io.continuo.it.process.Installation;
import io.continuo.it.process.Kills;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Kills a part of an installation again and again under load, then looks at what is left of it. */
final class Chaos {
  private static final int KILLS = 3;

  /** The aim is 10 s; a loaded build machine may take longer to say ready than to work. */
  private static final Duration PROGRESS = Duration.ofSeconds(30);

  private static final Duration ENOUGH = Duration.ofSeconds(150);
  private static final int HELD = 3;

  private final Installation installation;
  private final Load load;
  private final Kills kills;
  private final List<Instant> readies = new ArrayList<>();
  private List<String> held = List.of();
  private List<String> triggered = List.of();

  Chaos(Installation installation, Load load) {
    this.installation = installation;
    this.load = load;
    this.kills = new Kills(installation, KILLS);
  }

  /** Runs the load, kills, and waits until all that was triggered has ended. */
  void run() {
    load.register();
    held = load.startHeld(HELD);
    load.start();
    AtomicInteger answered = new AtomicInteger();
    kills.run(
        _ -> answered.set(load.count()),
        _ -> {
          readies.add(Instant.now());
          awaitMore(answered.get());
        });
    triggered = load.stop();
    Awaitility.await("every execution ends")
        .atMost(ENOUGH)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(statuses()).as(this::firstOpen).containsOnlyKeys("succeeded"));
  }

  /** Events of one that has not succeeded, for the message of the failure. */
  private String firstOpen() {
    return triggered.stream()
        .filter(id -> !installation.api().status(id).equals("succeeded"))
        .findFirst()
        .map(id -> installation.api().items("/api/v1/executions/" + id + "/events"))
        .map(events -> events.stream().map(Object::toString).collect(Collectors.joining("\n")))
        .orElse("");
  }

  private void awaitMore(int than) {
    Awaitility.await("triggers are answered").atMost(ENOUGH).until(() -> load.count() > than + 1);
  }

  private Map<String, List<String>> statuses() {
    return triggered.stream().collect(Collectors.groupingBy(installation.api()::status));
  }

  /** The history is whole, nothing was done twice, and the engine's state is what it says. */
  void verify() throws IOException {
    History history = History.read(installation.quiet());
    assertThat(history.executions().keySet()).containsAll(triggered).containsAll(held);
    history.assertNumbered();
    assertWinners(history);
    assertRunOnce(history);
    assertLiveState(history);
    assertProgress(history);
  }

  private void assertWinners(History history) {
    Map<String, Long> winners = history.winners();
    for (String execution : triggered) {
      history
          .pinned(execution)
          .workflow()
          .tasks()
          .keySet()
          .forEach(
              task ->
                  assertThat(winners.get(execution + "/" + task))
                      .as(() -> "wins of " + task + " in " + history.compact(execution))
                      .isEqualTo(1));
    }
  }

  /** A process may run again only where the events say that its attempt was given up before. */
  private void assertRunOnce(History history) throws IOException {
    Map<String, Long> runs =
        load.runs().stream().collect(Collectors.groupingBy(run -> run, Collectors.counting()));
    runs.forEach(
        (run, times) -> {
          String execution = run.substring(0, run.indexOf('/'));
          assertThat(times)
              .as(() -> run + " ran " + times + " times: " + history.compact(execution))
              .isEqualTo(1);
        });
    System.out.println("chaos: " + runs.size() + " processes ran, each once");
  }

  private void assertLiveState(History history) {
    Replay.assertEqual(history);
    assertThat(history.rows().keySet().stream().map(key -> key.substring(0, key.indexOf('\0'))))
        .containsAll(held);
  }

  /** From each ready line to the first event of an execution that was under way before. */
  private void assertProgress(History history) {
    for (Instant ready : readies) {
      Optional<Duration> progress =
          history.executions().values().stream()
              .filter(events -> !events.getFirst().at().isAfter(ready))
              .flatMap(List::stream)
              .filter(recorded -> recorded.event() instanceof ExecutionEvent.AttemptSucceeded)
              .filter(recorded -> recorded.at().isAfter(ready))
              .map(recorded -> Duration.between(ready, recorded.at()))
              .min(Duration::compareTo);
      System.out.println("chaos: ready " + ready + ", first progress after " + progress);
      progress.ifPresent(took -> assertThat(took).isLessThan(PROGRESS));
    }
    System.out.println("chaos: " + triggered.size() + " executions, " + kills.count() + " kills");
  }
}
