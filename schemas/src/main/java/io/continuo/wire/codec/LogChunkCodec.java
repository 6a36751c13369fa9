package io.continuo.wire.codec;

import io.continuo.avro.dispatch.LogChunk;
import io.continuo.id.AttemptId;
import io.continuo.wire.UndecodableException;
import org.apache.avro.specific.SpecificRecord;

/** A piece of log, to Avro and back. */
public final class LogChunkCodec implements RecordCodec<io.continuo.dispatch.LogChunk> {
  @Override
  public SpecificRecord encode(io.continuo.dispatch.LogChunk chunk) {
    return new LogChunk(chunk.attempt().toString(), chunk.offset(), chunk.bytes(), chunk.last());
  }

  @Override
  public io.continuo.dispatch.LogChunk decode(SpecificRecord wire) {
    if (!(wire instanceof LogChunk w)) {
      throw new UndecodableException(wire.getSchema().getFullName() + " is no LogChunk");
    }
    try {
      return new io.continuo.dispatch.LogChunk(
          AttemptId.parse(w.getAttempt()), w.getOffset(), w.getBytes(), w.getLast());
    } catch (IllegalArgumentException e) {
      throw new UndecodableException("LogChunk: " + e.getMessage(), e);
    }
  }
}
