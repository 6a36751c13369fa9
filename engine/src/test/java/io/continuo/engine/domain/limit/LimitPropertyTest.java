package io.continuo.engine.domain.limit;

import static io.continuo.engine.domain.limit.LimitFixture.LIMIT;
import static io.continuo.engine.domain.limit.LimitFixture.asks;
import static io.continuo.engine.domain.limit.LimitFixture.release;
import static io.continuo.engine.domain.limit.LimitFixture.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.command.LimitCommand;
import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.limit.LimitFixture.Asking;
import io.continuo.engine.domain.limit.LimitState.Request;
import io.continuo.engine.domain.limit.LimitState.Waiting;
import io.continuo.engine.snapshot.LimitSnapshot;
import io.continuo.event.LimitEvent;
import io.continuo.id.AttemptId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random lives of a limit. */
class LimitPropertyTest {
  private final LimitDecider decider = new LimitDecider(LIMIT);
  private final LimitSnapshot snapshot = new LimitSnapshot();
  private final Map<String, byte[]> rows = new HashMap<>();
  private final List<LimitCommand> log = new ArrayList<>();
  private final Random random = new Random();
  private LimitState state = LimitState.UNKNOWN;
  private Instant now = DeciderSpec.START;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void noPermitIsGivenTwiceAndNoneIsLost(long seed) {
    random.setSeed(seed);
    for (int step = 0; step < 600; step++) {
      now = now.plusSeconds(random.nextInt(120));
      send(next(step));
      if (random.nextInt(10) == 0) {
        crash();
      }
    }
    send(set(1_000));
    assertThat(state.waiting()).as("waits where there is room for all").isEmpty();
    for (AttemptId holder : List.copyOf(state.holders().keySet())) {
      send(new LimitCommand.ReleasePermits(holder));
    }
    assertThat(state.used()).isEqualTo(LimitState.Used.NOTHING);
    assertThat(state.holders()).isEmpty();
    assertThat(state.lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nobodyWaitsForEverHoweverManyOthersCome(long seed) {
    random.setSeed(seed);
    send(set(4));
    Asking victim = asks("victim").with(Priority.LOW).from("late").weighs(4).backfill();
    List<String> held = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      held.add(come(i));
    }
    send(victim.command());
    int steps = 0;
    while (state.waiting().get(LimitFixture.holder("victim")) != null) {
      now = now.plusSeconds(60);
      held.add(come(4 + steps));
      send(release(held.remove(random.nextInt(Math.min(4, held.size())))));
      assertThat(steps++).as("minutes of waiting").isLessThan(180);
    }
  }

  /** A light request of the highest priority. */
  private String come(int number) {
    String name = "light" + number;
    send(asks(name).with(Priority.HIGH).from("busy" + number % 3).command());
    return name;
  }

  private LimitCommand next(int step) {
    return switch (random.nextInt(12)) {
      case 0 -> set(random.nextInt(8));
      case 1 -> log.isEmpty() ? set(3) : log.get(random.nextInt(log.size()));
      case 2, 3, 4, 5, 6 -> released();
      default ->
          new Asking(
                  "r" + step,
                  1 + random.nextInt(4),
                  "ns" + random.nextInt(3),
                  any(Priority.LOW, Priority.NORMAL, Priority.HIGH),
                  any(Lane.LIVE, Lane.BACKFILL))
              .command();
    };
  }

  @SafeVarargs
  private <T> T any(T... of) {
    return of[random.nextInt(of.length)];
  }

  private LimitCommand released() {
    List<AttemptId> all = new ArrayList<>(state.holders().keySet());
    all.addAll(state.waiting().keySet());
    return all.isEmpty()
        ? release("nobody")
        : new LimitCommand.ReleasePermits(all.get(random.nextInt(all.size())));
  }

  private void send(LimitCommand command) {
    log.add(command);
    Decision<LimitEvent> decision = decider.decide(state, command, now);
    List<LimitEvent> events = ((Decision.Accepted<LimitEvent>) decision).events();
    for (LimitEvent event : events) {
      LimitState before = state;
      state = decider.evolve(before, event, now);
      for (String row : snapshot.touched(before, event, now)) {
        snapshot
            .encode(state, row)
            .ifPresentOrElse(bytes -> rows.put(row, bytes), () -> rows.remove(row));
      }
      if (event instanceof LimitEvent.PermitsGranted granted) {
        assertGrantIsDue(before, granted);
      }
    }
    assertSumsAreRight();
  }

  /** All that the heap holds is lost, and the last commands come once more. */
  private void crash() {
    LimitState before = state;
    state = rows.isEmpty() ? LimitState.UNKNOWN : snapshot.decode(rows);
    assertThat(state).isEqualTo(before);
    if (!log.isEmpty()) {
      send(log.getLast());
      assertThat(state).as("after the last command once more").isEqualTo(before);
    }
  }

  private void assertGrantIsDue(LimitState before, LimitEvent.PermitsGranted granted) {
    var setting = state.setting().orElseThrow();
    assertThat(before.holders().get(granted.holder())).isNull();
    assertThat(state.used().all()).isLessThanOrEqualTo(setting.permits());
    if (granted.lane() == Lane.BACKFILL && before.used().backfills() > 0) {
      assertThat(state.used().backfills()).isLessThanOrEqualTo(setting.backfillPermits());
    }
  }

  private void assertSumsAreRight() {
    long all = 0;
    long backfills = 0;
    for (Request request : state.holders().values()) {
      all += request.weight();
      backfills += request.lane() == Lane.BACKFILL ? request.weight() : 0;
    }
    assertThat(state.used().all()).isEqualTo(all);
    assertThat(state.used().backfills()).isEqualTo(backfills);
    assertThat(state.used().byNamespace().values().stream().mapToLong(n -> n).sum()).isEqualTo(all);
    assertThat(state.lines().values().stream().mapToInt(Map::size).sum())
        .isEqualTo(state.waiting().size());
    for (Waiting waiting : state.waiting().values()) {
      boolean idle = all == 0 && state.setting().isPresent();
      assertThat(idle && waiting.request().weight() <= state.setting().get().permits())
          .as("waits although everything is free")
          .isFalse();
    }
  }

  @Test
  void aLongQueueIsWorkedLineByLine() {
    send(set(1));
    for (int i = 0; i < 5_000; i++) {
      state = fold(asks("q" + i).from("ns" + i % 3).command());
    }
    assertThat(state.lines()).hasSize(3);
    for (int i = 0; i < 5_000; i++) {
      AttemptId holder = state.holders().keySet().iterator().next();
      state = fold(new LimitCommand.ReleasePermits(holder));
    }
    assertThat(state.waiting()).isEmpty();
  }

  private LimitState fold(LimitCommand command) {
    LimitState after = state;
    var accepted = (Decision.Accepted<LimitEvent>) decider.decide(state, command, now);
    for (LimitEvent event : accepted.events()) {
      after = decider.evolve(after, event, now);
    }
    return after;
  }
}
