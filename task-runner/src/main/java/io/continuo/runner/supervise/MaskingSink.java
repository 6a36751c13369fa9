package io.continuo.runner.supervise;

import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.LogRun;
import io.continuo.dispatch.LogStream;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.secret.Mask;
import io.continuo.runner.secret.MaskedLog;
import io.continuo.runner.secret.Stretch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

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
    Stretch before = held.before(chunk.offset());
    Mask mask = secrets.mask();
    MaskedLog log = MaskedLog.next(mask, before, stretch(chunk), chunk.last());
    held.note(chunk.offset() + chunk.bytes().remaining(), log.held());
    ByteBuffer shown = log.shown().bytes();
    if (mask == Mask.ALL) {
      notice(shown);
    }
    if (shown.hasRemaining() || chunk.last()) {
      long offset = chunk.offset() - before.length();
      sink.ship(new LogChunk(chunk.attempt(), offset, shown, chunk.last(), runs(log.shown())));
    }
  }

  private static Stretch stretch(LogChunk chunk) {
    byte[] marks = new byte[chunk.bytes().remaining()];
    int at = 0;
    for (LogRun run : chunk.runs()) {
      int end = Math.min(marks.length, at + run.length());
      Arrays.fill(marks, at, end, run.stream().mark());
      at = end;
    }
    Arrays.fill(marks, at, marks.length, LogStream.STDOUT.mark());
    return new Stretch(chunk.bytes(), ByteBuffer.wrap(marks));
  }

  private static List<LogRun> runs(Stretch shown) {
    byte[] marks = new byte[shown.length()];
    shown.streams().duplicate().get(marks);
    return LogRun.of(marks);
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
