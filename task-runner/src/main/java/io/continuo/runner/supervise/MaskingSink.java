package io.continuo.runner.supervise;

import io.continuo.dispatch.LogChunk;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.secret.Mask;
import io.continuo.runner.secret.Mask.Held;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Hides the secrets of one attempt in its log; offsets stay. Bytes that may begin a secret wait for
 * those that follow, and are noted in the workspace, because a chunk counts as durable when {@link
 * #ship} returns.
 */
final class MaskingSink implements LogSink {
  private final LogSink sink;
  private final AttemptSecrets secrets;
  private final HeldBytes held;
  private boolean noticed;

  private MaskingSink(LogSink sink, AttemptSecrets secrets, Workspace workspace) {
    this.sink = sink;
    this.secrets = secrets;
    this.held = new HeldBytes(workspace);
  }

  /** The sink itself for an attempt without secrets. */
  static LogSink around(LogSink sink, AttemptSecrets secrets, Workspace workspace) {
    return secrets.isEmpty() ? sink : new MaskingSink(sink, secrets, workspace);
  }

  @Override
  public void ship(LogChunk chunk) throws InterruptedException {
    Held before = held.before(chunk.offset());
    Mask mask = secrets.mask();
    Mask.Piece piece = mask.next(before, chunk.bytes(), chunk.last());
    held.note(chunk.offset() + chunk.bytes().remaining(), piece.held());
    if (mask == Mask.ALL) {
      notice(piece.shown());
    }
    if (piece.shown().hasRemaining() || chunk.last()) {
      long offset = chunk.offset() - before.bytes().remaining();
      sink.ship(new LogChunk(chunk.attempt(), offset, piece.shown(), chunk.last()));
    }
  }

  /** As far as there is room for it: a log is as long as it is. */
  private void notice(ByteBuffer shown) {
    if (!noticed && shown.hasRemaining()) {
      byte[] notice = secrets.notice().getBytes(StandardCharsets.UTF_8);
      shown.duplicate().put(notice, 0, Math.min(notice.length, shown.remaining()));
      noticed = true;
    }
  }
}
