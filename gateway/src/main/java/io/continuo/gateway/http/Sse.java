package io.continuo.gateway.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Server-sent events (HTML standard 9.2) that resume: each event has an id, and a source is asked
 * for what follows one. A client that reads slowly is simply asked for less often, since every
 * write waits for it.
 */
public final class Sse {
  /** One event; {@code data} has no line breaks. */
  public record Event(String id, String type, String data) {}

  /**
   * What follows.
   *
   * @param finished whether nothing will ever follow these
   */
  public record Next(List<Event> events, boolean finished) {}

  /** Where events come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * What follows the event of this id; waits for it, but no longer than the patience, and then
     * says nothing.
     */
    Next after(String id, Duration patience) throws Exception;
  }

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final byte[] PULSE = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] GREETING = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);

  private final int most;
  private final Semaphore free;

  /** Serves so many streams at once. */
  public Sse(int most) {
    this.most = most;
    this.free = new Semaphore(most);
  }

  /** Streams that are open. */
  public int open() {
    return most - free.availablePermits();
  }

  /** A stream that begins after this id. */
  public Reply reply(String lastId, Source source) {
    if (!free.tryAcquire()) {
      throw Problem.of(
              503,
              "too-many-streams",
              most + " streams are open already; close some or ask another gateway")
          .asException();
    }
    return new Reply.Streamed(
        200,
        "text/event-stream",
        Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"),
        outlet -> {
          try {
            write(lastId, source, outlet);
          } finally {
            free.release();
          }
        });
  }

  private static void write(String lastId, Source source, Outlet outlet) throws Exception {
    String last = lastId;
    outlet.write(GREETING);
    while (!outlet.isClosed()) {
      Next next = source.after(last, HEARTBEAT);
      outlet.write(next.events().isEmpty() ? PULSE : bytes(next.events()));
      if (next.finished()) {
        return;
      }
      last = next.events().isEmpty() ? last : next.events().getLast().id();
    }
  }

  private static byte[] bytes(List<Event> events) {
    StringBuilder text = new StringBuilder();
    for (Event event : events) {
      text.append("id: ").append(event.id()).append('\n');
      text.append("event: ").append(event.type()).append('\n');
      text.append("data: ").append(event.data()).append("\n\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
