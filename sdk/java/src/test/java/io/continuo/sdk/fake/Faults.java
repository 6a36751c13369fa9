package io.continuo.sdk.fake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Things that go wrong next, in order; each fault is used once. */
public final class Faults {
  private record Planned(String method, String pathPart, Reply reply) {}

  private final Deque<Planned> planned = new ArrayDeque<>();
  private int eventsBeforeDrop = Integer.MAX_VALUE;
  private int logBytesBeforeDrop = Integer.MAX_VALUE;

  /**
   * The next request of this method whose path contains the part gets this reply instead of the
   * real one.
   */
  public synchronized Faults next(String method, String pathPart, Reply reply) {
    planned.add(new Planned(method, pathPart, reply));
    return this;
  }

  /** Closes the event stream once, in the middle of the event after these many. */
  public synchronized void dropStreamAfter(int events) {
    eventsBeforeDrop = events;
  }

  /** Closes the log once after these many bytes. */
  public synchronized void dropLogAfter(int bytes) {
    logBytesBeforeDrop = bytes;
  }

  /** Every planned reply was given. */
  public synchronized boolean isEmpty() {
    return planned.isEmpty();
  }

  synchronized Optional<Reply> take(SeenRequest request) {
    Optional<Planned> match =
        planned.stream()
            .filter(fault -> fault.method().equals(request.method()))
            .filter(fault -> request.path().contains(fault.pathPart()))
            .findFirst();
    match.ifPresent(planned::remove);
    return match.map(Planned::reply);
  }

  synchronized boolean dropsStreamNow(int eventsSent) {
    boolean drop = eventsSent >= eventsBeforeDrop;
    eventsBeforeDrop = drop ? Integer.MAX_VALUE : eventsBeforeDrop;
    return drop;
  }

  synchronized int takeLogBytesBeforeDrop() {
    int bytes = logBytesBeforeDrop;
    logBytesBeforeDrop = Integer.MAX_VALUE;
    return bytes;
  }
}
