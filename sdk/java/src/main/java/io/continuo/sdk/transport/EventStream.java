package io.continuo.sdk.transport;

import io.continuo.sdk.problem.UnreachableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Server-sent events without a gap: a dropped connection is opened again from the last id seen.
 * Read by one thread; any thread may close it.
 *
 * <p>An id is only taken over with its completed event, so an event cut in half by the drop is sent
 * again.
 */
public final class EventStream implements AutoCloseable {
  private static final Duration RECONNECT = Duration.ofMillis(500);

  private final Transport transport;
  private final Call call;
  private volatile boolean closed;
  private volatile Optional<Connection> connection = Optional.empty();
  private EventDecoder decoder;
  private String resumeFrom;
  private int drops;

  /**
   * Nothing is sent before the first event is asked for.
   *
   * @param lastId resume after this event; empty starts where the server starts
   */
  public EventStream(Transport transport, Call call, String lastId) {
    this.transport = transport;
    this.call = call;
    this.resumeFrom = lastId;
    this.decoder = new EventDecoder(lastId);
  }

  /**
   * Waits for the next event; empty when the server ended the stream for good (204 to a resume) or
   * it was closed.
   *
   * @throws UnreachableException when a reconnect fails for as long as the retry policy allows
   */
  public Optional<ServerEvent> next() {
    while (!closed) {
      if (connection.isEmpty() && !connect()) {
        return Optional.empty();
      }
      Optional<ServerEvent> event = read();
      if (event.isPresent()) {
        return event;
      }
    }
    return Optional.empty();
  }

  /** How often the connection was lost and opened again. */
  public int drops() {
    return drops;
  }

  @Override
  public void close() {
    closed = true;
    connection.map(Connection::body).ifPresent(EventStream::closeQuietly);
  }

  private boolean connect() {
    decoder = new EventDecoder(resumeFrom);
    Call resumed = resumeFrom.isEmpty() ? call : call.header("Last-Event-ID", resumeFrom);
    HttpResponse<InputStream> response = transport.open(resumed, "text/event-stream");
    if (response.statusCode() == 204) {
      closeQuietly(response.body());
      return false;
    }
    connection = Optional.of(new Connection(response.body()));
    if (closed) {
      closeQuietly(response.body());
    }
    return true;
  }

  /**
   * One event, or empty when the connection ended; then it is forgotten and the wished pause kept.
   */
  private Optional<ServerEvent> read() {
    Connection current = connection.orElseThrow();
    BufferedReader reader = current.lines();
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Optional<ServerEvent> event = decoder.line(line);
        if (event.isPresent()) {
          resumeFrom = decoder.lastId();
          return event;
        }
      }
    } catch (IOException e) {
      // Dropped in the middle: the same as an end, the stream resumes.
    }
    closeQuietly(current.body());
    connection = Optional.empty();
    if (!closed) {
      drops++;
      Transport.pause(decoder.reconnectAfter().orElse(RECONNECT));
    }
    return Optional.empty();
  }

  /**
   * The bytes are closed, never the reader: its lock is held by whoever waits for the next line.
   */
  private record Connection(InputStream body, BufferedReader lines) {
    Connection(InputStream body) {
      this(body, new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
    }
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // Nothing is lost: the stream was only read.
    }
  }
}
