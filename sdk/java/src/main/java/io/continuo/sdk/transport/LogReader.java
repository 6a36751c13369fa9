package io.continuo.sdk.transport;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.sdk.problem.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Optional;

/**
 * Copies an attempt's log by byte ranges: a dropped connection goes on from the last byte received.
 */
public final class LogReader {
  private final Transport transport;
  private final Call call;

  public LogReader(Transport transport, Call call) {
    this.transport = transport;
    this.call = call;
  }

  /**
   * Copies from an offset to the end of what is there; with {@code follow}, to the end of the
   * attempt.
   *
   * @return the offset after the last byte, where the next copy may start
   * @throws IOException when {@code out} fails
   * @throws UnreachableException when the server is away for longer than the retry policy allows
   */
  public long copy(long offset, boolean follow, OutputStream out) throws IOException {
    long position = offset;
    int dropsInARow = 0;
    while (true) {
      Section section = section(position, follow, out);
      boolean grew = section.end() > position;
      position = section.end();
      dropsInARow = section.dropped() && !grew ? dropsInARow + 1 : 0;
      if (section.dropped() && !transport.retry().allowsAnotherAfter(dropsInARow)) {
        throw new UnreachableException(
            transport.server(), new IOException("the log broke off at byte " + position));
      }
      if (!section.dropped() && !grew) {
        return position;
      }
      if (section.dropped()) {
        Transport.pause(transport.retry().pauseAfter(Math.max(1, dropsInARow)));
      }
    }
  }

  /** Bytes that are there. */
  public long size() {
    return transport.send(call.query("limit", 1), fields -> fields.number("size", 0));
  }

  /**
   * The same, told apart by stream.
   *
   * @param stream only this one; all when empty
   * @throws IOException when {@code out} fails
   */
  public long copy(long offset, boolean follow, Optional<String> stream, LogPieces out)
      throws IOException {
    Call chosen = call.query("stream", stream);
    return follow ? followed(chosen, offset, out) : there(chosen, offset, out);
  }

  private long there(Call chosen, long offset, LogPieces out) throws IOException {
    long position = offset;
    while (true) {
      JsonNode slice = transport.send(chosen.query("offset", position)).json();
      for (JsonNode piece : slice.path("pieces")) {
        take(piece, out);
      }
      long next = slice.path("next").asLong();
      if (next <= position) {
        return position;
      }
      position = next;
    }
  }

  private long followed(Call chosen, long offset, LogPieces out) throws IOException {
    long position = offset;
    try (EventStream events = new EventStream(transport, chosen.query("offset", offset), "")) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        if (event.get().type().equals("end")) {
          return position;
        }
        position = Long.parseLong(event.get().id());
        take(event.get().json(), out);
      }
    }
    return position;
  }

  private static void take(JsonNode piece, LogPieces out) throws IOException {
    out.take(
        piece.path("stream").asText(), Base64.getDecoder().decode(piece.path("base64").asText()));
  }

  /** What one request brought: the offset it reached, and whether the connection broke. */
  private record Section(long end, boolean dropped) {}

  private Section section(long offset, boolean follow, OutputStream out) throws IOException {
    Call range = call.query("offset", offset).query("follow", follow);
    long position = offset;
    byte[] buffer = new byte[16 * 1024];
    try (InputStream body = transport.open(range, "text/plain").body()) {
      while (true) {
        int read = readOrDrop(body, buffer);
        if (read == DROPPED) {
          return new Section(position, true);
        }
        if (read < 0) {
          return new Section(position, false);
        }
        out.write(buffer, 0, read);
        out.flush();
        position += read;
      }
    }
  }

  private static final int DROPPED = -2;

  /** Keeps a broken connection apart from a broken {@code out}: only the first is repeated. */
  private static int readOrDrop(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      return DROPPED;
    }
  }
}
