package io.continuo.runner.launch;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where the programs of {@link ForgetfulLauncher} run, as a daemon or a cluster would: it outlives
 * launchers, loses answers, and drops, doubles, delays and reorders whatever it tells of its own
 * accord.
 */
final class ForgetfulWorld {
  /** No answer came; what was asked for may have happened. */
  static final class AnswerLost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Something happened to a program. */
  record Event(AttemptId attempt, Optional<Integer> ended) {}

  /** A program as it is, when asked for. */
  record Snapshot(boolean started, Optional<Integer> ended) {}

  interface Listener {
    void hear(Event event);
  }

  private final Random random;
  private final Map<AttemptId, Program> programs = new HashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private Optional<Event> heldBack = Optional.empty();

  ForgetfulWorld(long seed) {
    random = new Random(seed);
  }

  private synchronized <T> T answer(Supplier<T> work) {
    int luck = random.nextInt(10);
    if (luck == 0) {
      throw new AnswerLost();
    }
    T answer = work.get();
    if (luck == 1) {
      throw new AnswerLost();
    }
    return answer;
  }

  synchronized void listen(Listener listener) {
    listeners.add(listener);
  }

  synchronized void unlisten(Listener listener) {
    listeners.remove(listener);
  }

  /** False when it is there already. */
  boolean create(TaskLaunch task) {
    return answer(
        () -> programs.putIfAbsent(task.attempt(), new Program(task.spec().values())) == null);
  }

  /** Runs what was created; what runs or has ended is left alone. */
  void start(AttemptId attempt) {
    answer(
        () -> {
          Optional.ofNullable(programs.get(attempt)).ifPresent(program -> program.start(attempt));
          return true;
        });
  }

  Optional<Snapshot> inspect(AttemptId attempt) {
    return answer(() -> Optional.ofNullable(programs.get(attempt)).map(Program::snapshot));
  }

  void signal(AttemptId attempt, boolean kill) {
    answer(
        () -> {
          Optional.ofNullable(programs.get(attempt)).ifPresent(p -> p.signal(attempt, kill));
          return true;
        });
  }

  byte[] log(AttemptId attempt, int from) {
    return answer(
        () -> {
          byte[] all = find(attempt).log.toByteArray();
          return Arrays.copyOfRange(all, Math.min(from, all.length), all.length);
        });
  }

  /** Nothing before they were written; never more than the limit. */
  Optional<byte[]> outputs(AttemptId attempt, int limit) {
    return answer(() -> find(attempt).outputs(limit));
  }

  void remove(AttemptId attempt) {
    answer(() -> Optional.ofNullable(programs.remove(attempt)));
  }

  Set<AttemptId> present() {
    return answer(() -> Set.copyOf(programs.keySet()));
  }

  private Program find(AttemptId attempt) {
    return Optional.ofNullable(programs.get(attempt)).orElseThrow();
  }

  private void tell(Event event) {
    switch (random.nextInt(5)) {
      case 0 -> {} // lost
      case 1 -> { // twice
        spread(event);
        spread(event);
      }
      case 2 -> heldBack = Optional.of(event); // late, after a younger one, or never
      default -> {
        spread(event);
        heldBack.ifPresent(this::spread);
        heldBack = Optional.empty();
      }
    }
  }

  private void spread(Event event) {
    List.copyOf(listeners).forEach(listener -> listener.hear(event));
  }

  /** Does what the task's spec says: {@code exit, untilStopped, ignoresStops, print, ...}. */
  private final class Program {
    private final Map<String, Value> spec;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private boolean started;
    private Optional<Integer> ended = Optional.empty();

    Program(Map<String, Value> spec) {
      this.spec = spec;
    }

    Snapshot snapshot() {
      return new Snapshot(started, ended);
    }

    void start(AttemptId attempt) {
      if (started) {
        return;
      }
      started = true;
      tell(new Event(attempt, ended));
      log.writeBytes(text("print").getBytes(StandardCharsets.ISO_8859_1));
      if (!spec.containsKey("untilStopped")) {
        end(attempt, whole("exit"));
      }
    }

    void signal(AttemptId attempt, boolean kill) {
      if (started && ended.isEmpty() && (kill || !spec.containsKey("ignoresStops"))) {
        end(attempt, kill ? 137 : whole("exit"));
      }
    }

    private void end(AttemptId attempt, int code) {
      ended = Optional.of(code);
      tell(new Event(attempt, ended));
    }

    Optional<byte[]> outputs(int limit) {
      int much = whole("writesMuch");
      if (much > 0) {
        return Optional.of(new byte[Math.min(much, limit)]);
      }
      return spec.containsKey("writes")
          ? Optional.of(text("writes").getBytes(StandardCharsets.UTF_8))
          : Optional.empty();
    }

    private String text(String name) {
      return spec.get(name) instanceof Value.Text(String text) ? text : "";
    }

    private int whole(String name) {
      return spec.get(name) instanceof Value.Whole(long whole) ? Math.toIntExact(whole) : 0;
    }
  }
}
