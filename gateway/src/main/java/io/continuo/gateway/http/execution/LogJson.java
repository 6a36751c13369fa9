package io.continuo.gateway.http.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.dispatch.LogStream;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Sse;
import io.continuo.gateway.log.LogSlice;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Pieces of a log for programs: in base 64, for a log may hold any bytes. */
final class LogJson {
  private LogJson() {}

  static ArrayNode pieces(LogSlice slice, Optional<LogStream> stream) {
    ArrayNode pieces = Json.object().putArray("pieces");
    slice.pieces(stream).forEach(piece -> pieces.add(piece(slice, piece)));
    return pieces;
  }

  private static ObjectNode piece(LogSlice slice, LogSlice.Piece piece) {
    ObjectNode json = Json.object();
    json.put("offset", piece.offset());
    json.put("stream", piece.stream().text());
    json.put("base64", Base64.getEncoder().encodeToString(slice.bytes(piece)));
    return json;
  }

  /** An event for each piece; its id is where to read on. */
  static List<Sse.Event> events(LogSlice slice, Optional<LogStream> stream) {
    return slice.pieces(stream).stream()
        .map(
            piece ->
                new Sse.Event(
                    Long.toString(piece.offset() + piece.length()),
                    "log",
                    piece(slice, piece).toString()))
        .toList();
  }
}
