package io.continuo.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The open end of a streamed response: each write returns when the piece has left, so a slow client
 * slows its writer.
 */
public final class Outlet {
  /** A client that takes nothing for so long is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServerResponse response;

  Outlet(HttpServerResponse response) {
    this.response = response;
  }

  /**
   * Writes and waits.
   *
   * @throws IOException when the client has gone or no longer reads
   */
  public void write(byte[] bytes) throws IOException, InterruptedException {
    if (isClosed()) {
      throw new IOException("the client has gone");
    }
    try {
      response
          .write(Buffer.buffer(bytes))
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the client has gone or no longer reads", e);
    }
  }

  public boolean isClosed() {
    return response.closed() || response.ended();
  }
}
