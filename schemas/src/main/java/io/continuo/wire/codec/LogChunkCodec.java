package io.continuo.wire.codec;

import io.continuo.avro.dispatch.LogChunk;
import io.continuo.avro.dispatch.LogRun;
import io.continuo.avro.dispatch.LogStream;
import io.continuo.id.AttemptId;
import io.continuo.wire.UndecodableException;
import org.apache.avro.specific.SpecificRecord;

/** A piece of log, to Avro and back. */
public final class LogChunkCodec implements RecordCodec<io.continuo.dispatch.LogChunk> {
  @Override
  public SpecificRecord encode(io.continuo.dispatch.LogChunk chunk) {
    return new LogChunk(
        chunk.attempt().toString(),
        chunk.offset(),
        chunk.bytes(),
        chunk.last(),
        chunk.runs().stream()
            .map(run -> new LogRun(LogStream.valueOf(run.stream().name()), run.length()))
            .toList());
  }

  @Override
  public io.continuo.dispatch.LogChunk decode(SpecificRecord wire) {
    if (!(wire instanceof LogChunk w)) {
      throw new UndecodableException(wire.getSchema().getFullName() + " is no LogChunk");
    }
    try {
      return new io.continuo.dispatch.LogChunk(
          AttemptId.parse(w.getAttempt()),
          w.getOffset(),
          w.getBytes(),
          w.getLast(),
          w.getRuns().stream().map(LogChunkCodec::run).toList());
    } catch (IllegalArgumentException e) {
      throw new UndecodableException("LogChunk: " + e.getMessage(), e);
    }
  }

  private static io.continuo.dispatch.LogRun run(LogRun wire) {
    return new io.continuo.dispatch.LogRun(
        io.continuo.dispatch.LogStream.valueOf(wire.getStream().name()), wire.getLength());
  }
}
