package io.continuo.runner.supervise;

import io.continuo.dispatch.LogChunk;

/** Where log chunks go; returns when the chunk is durable. */
public interface LogSink {
  void ship(LogChunk chunk) throws InterruptedException;
}
