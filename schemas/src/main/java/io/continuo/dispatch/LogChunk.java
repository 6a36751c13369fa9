package io.continuo.dispatch;

import io.continuo.id.AttemptId;
import java.nio.ByteBuffer;

/**
 * A piece of an attempt's log. Chunks may arrive twice; writing each at its offset makes that
 * harmless.
 *
 * @param offset position of the first byte in the attempt's log
 * @param last whether the log ends with this chunk
 */
public record LogChunk(AttemptId attempt, long offset, ByteBuffer bytes, boolean last) {}
