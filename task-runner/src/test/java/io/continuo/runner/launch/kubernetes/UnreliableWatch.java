package io.continuo.runner.launch.kubernetes;

import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Between the server's watches and their clients: loses, doubles and reorders events, and breaks.
 */
final class UnreliableWatch {
  private final List<WebSocket> open = new CopyOnWriteArrayList<>();
  private volatile Manner manner = Manner.FAITHFUL;

  enum Manner {
    FAITHFUL,
    LOSES_ALL,
    LOSES_EVERY_SECOND,
    DOUBLES,
    REORDERS
  }

  void become(Manner next) {
    manner = next;
  }

  /** All watches end, as when an API server restarts. */
  void breakAll() {
    open.forEach(socket -> socket.close(1001, "going away"));
    open.clear();
  }

  /** All watches end with what a server says that no longer knows the version asked for. */
  void expireAll() {
    for (WebSocket socket : open) {
      socket.send(
          "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Expired\",\"message\":\"too old resource version\",\"code\":410}}");
    }
  }

  int open() {
    return open.size();
  }

  MockResponse through(MockResponse watch) {
    WebSocketListener real = watch.getWebSocketListener();
    return real == null ? watch : watch.withWebSocketUpgrade(new Between(real));
  }

  /**
   * Does not tell the mock server of a watch that is over: it would refuse every request that
   * changes something, without an answer, until it had let go of the watch.
   */
  private final class Between extends WebSocketListener {
    private final WebSocketListener real;

    private Between(WebSocketListener real) {
      this.real = real;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      open.add(socket);
      real.onOpen(new Filter(socket), response);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      real.onClosing(socket, code, reason);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
      open.remove(socket);
    }

    @Override
    public void onFailure(WebSocket socket, Throwable error, Response response) {
      open.remove(socket);
    }
  }

  private final class Filter implements WebSocket {
    private final WebSocket real;
    private int events;
    private String held = "";

    private Filter(WebSocket real) {
      this.real = real;
    }

    @Override
    public synchronized boolean send(String event) {
      events++;
      return switch (manner) {
        case FAITHFUL -> real.send(event);
        case LOSES_ALL -> true;
        case LOSES_EVERY_SECOND -> events % 2 == 0 || real.send(event);
        case DOUBLES -> twice(event);
        case REORDERS -> reorder(event);
      };
    }

    private boolean twice(String event) {
      boolean first = real.send(event);
      return real.send(event) || first;
    }

    /** Each event comes after the one that followed it. */
    private boolean reorder(String event) {
      String before = held;
      held = before.isEmpty() ? event : "";
      return before.isEmpty() || (real.send(event) && real.send(before));
    }

    @Override
    public RecordedRequest request() {
      return real.request();
    }

    @Override
    public boolean send(byte[] bytes) {
      return real.send(bytes);
    }

    @Override
    public boolean close(int code, String reason) {
      return real.close(code, reason);
    }
  }
}
