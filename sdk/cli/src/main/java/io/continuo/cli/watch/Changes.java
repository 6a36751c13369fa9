package io.continuo.cli.watch;

import io.continuo.sdk.problem.ContinuoException;
import io.continuo.sdk.problem.InterruptedCallException;
import io.continuo.sdk.transport.EventStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells when something happened to a run, from its event stream; what happened is read elsewhere.
 */
final class Changes implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EventStream stream;
  private final Semaphore changed = new Semaphore(0);
  private final Thread reader;
  private volatile boolean live = true;

  Changes(EventStream stream) {
    this.stream = stream;
    this.reader = Thread.ofVirtual().name("changes").start(this::read);
  }

  /** Waits for a change, at most this long; several changes count as one. */
  boolean await(Duration atMost) {
    try {
      boolean something = changed.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
      changed.drainPermits();
      return something;
    } catch (InterruptedException e) {
      throw new InterruptedCallException(e);
    }
  }

  /** False while there is no stream: then whoever waits must look by himself now and then. */
  boolean isLive() {
    return live;
  }

  @Override
  public void close() {
    stream.close();
    reader.interrupt();
  }

  private void read() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        live = stream.next().isPresent();
        changed.release();
        if (!live) {
          return;
        }
      } catch (InterruptedCallException e) {
        return;
      } catch (ContinuoException e) {
        live = false;
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
