package io.continuo.it;

import io.continuo.it.process.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Chains, diamonds and real processes, triggered by a few callers for as long as it runs. A trigger
 * that gets no answer is repeated under its key, as any careful client would.
 */
final class Load implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(100);
  private static final int CALLERS = 4;
  private static final List<String> WORKFLOWS =
      List.of("chaos/chain", "chaos/diamond", "chaos/processes");

  private final Api api;
  private final Path runs;
  private final Path hold;
  private final List<String> triggered = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final List<Thread> callers =
      IntStream.range(0, CALLERS).mapToObj(_ -> Thread.ofVirtual().unstarted(this::run)).toList();
  private volatile boolean stopped;

  Load(Api api, Path folder) throws IOException {
    this.api = api;
    this.runs = folder.resolve("runs");
    this.hold = Files.createFile(folder.resolve("hold"));
    Files.createFile(runs);
  }

  void register() {
    put("chaos/chain", chain(12, "noop", ""));
    put("chaos/diamond", diamond(10));
    put("chaos/processes", chain(3, "process", command("")));
    put("chaos/held", held());
  }

  private void put(String name, String tasks) {
    String[] parts = name.split("/", 2);
    String yaml = "namespace: %s\nname: %s\ntasks:\n%s".formatted(parts[0], parts[1], tasks);
    Api.Reply reply = api.register("workflows", name, yaml);
    if (reply.status() != 201) {
      throw new IllegalStateException("registering " + yaml + " answers " + reply);
    }
  }

  private static String chain(int length, String type, String rest) {
    StringBuilder tasks = new StringBuilder();
    for (int i = 0; i < length; i++) {
      String after = i == 0 ? "" : ", after: [t" + (i - 1) + "]";
      tasks.append("  t%d: { type: %s%s%s }\n".formatted(i, type, after, rest));
    }
    return tasks.toString();
  }

  private static String diamond(int width) {
    List<String> middle = IntStream.range(0, width).mapToObj(i -> "m" + i).toList();
    StringBuilder tasks = new StringBuilder("  first: { type: noop }\n");
    middle.forEach(m -> tasks.append("  " + m + ": { type: noop, after: [first] }\n"));
    return tasks.append("  last: { type: noop, after: " + middle + " }\n").toString();
  }

  /** A task that leaves one line for each time it really runs. */
  private String command(String more) {
    String script =
        "sleep 0.3; echo $CONTINUO_EXECUTION/$CONTINUO_TASK/$CONTINUO_ATTEMPT >> " + runs + more;
    return ", command: [sh, -c, '" + script + "']";
  }

  /** Stays in the middle, with every kind of open task, until it is released. */
  private String held() {
    String wait = "; while [ -e " + hold + " ]; do sleep 0.5; done";
    return """
      quick: { type: noop }
      stays: { type: process, after: [quick]%s }
      backs-off: { type: process, command: ['false'], retry: { attempts: 3, backoff: { first: PT2H } } }
      both: { type: noop, after: [stays, backs-off] }
    """
        .formatted(command(wait));
  }

  List<String> startHeld(int count) {
    List<String> held = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      held.add(trigger("chaos/held", "held-" + i));
    }
    return held;
  }

  void start() {
    callers.forEach(Thread::start);
  }

  private void run() {
    while (!stopped) {
      int i = next.getAndIncrement();
      triggered.add(trigger(WORKFLOWS.get(i % WORKFLOWS.size()), "load-" + i));
      pause();
    }
  }

  private String trigger(String workflow, String key) {
    while (true) {
      try {
        Api.Reply reply = api.trigger(workflow, key);
        if (reply.status() == 201 || reply.status() == 200) {
          return reply.json().path("id").asText();
        }
      } catch (UncheckedIOException e) {
        // Nobody there at the moment.
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Triggers nothing more; all that was triggered. */
  List<String> stop() {
    stopped = true;
    Awaitility.await("the last triggers are answered")
        .atMost(Duration.ofSeconds(60))
        .until(() -> callers.stream().noneMatch(Thread::isAlive));
    return List.copyOf(triggered);
  }

  int count() {
    return triggered.size();
  }

  /** What process tasks left: {@code execution/task/attempt}, once for each run. */
  List<String> runs() throws IOException {
    return Files.readAllLines(runs);
  }

  /**
   * Lets the held tasks end, and waits for that: with their services killed they still write their
   * last word, and must not write it into a folder that is being removed.
   */
  @Override
  public void close() {
    stopped = true;
    try {
      Files.deleteIfExists(hold);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("the held tasks have ended")
        .atMost(Duration.ofSeconds(60))
        .until(() -> ProcessHandle.allProcesses().noneMatch(this::isHeld));
  }

  private boolean isHeld(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.contains(hold.toString())).isPresent();
  }
}
