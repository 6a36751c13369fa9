package io.continuo.gateway.http.execution;

import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.Sse;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.view.View;
import io.continuo.gateway.view.query.Events;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.Executions;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executions as they happen: the history of one, and the changes of all. */
public final class StreamRoutes {
  private static final int BATCH = 500;

  /** At most so often is the read model asked for one stream. */
  private static final Duration BREATH = Duration.ofMillis(50);

  private final Executions executions;
  private final Events events;
  private final EventJson eventJson;
  private final View view;
  private final Sse sse;

  public StreamRoutes(
      Executions executions, Events events, EventJson eventJson, View view, Sse sse) {
    this.executions = executions;
    this.events = events;
    this.eventJson = eventJson;
    this.view = view;
    this.sse = sse;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get("/api/v1/executions/{id}/stream", this::history)
        .get("/api/v1/stream", this::changes);
  }

  /**
   * Every event of one execution, from the beginning or after the last one seen; ends with the
   * execution.
   */
  private Reply history(Call call) {
    String id = Names.execution(call).toString();
    ExecutionSummary execution =
        executions.byId(id).orElseThrow(() -> Names.noExecution(id).asException());
    String last = lastId(call).orElse("0");
    long after = sequence(last);
    if (execution.hasEnded() && events.after(execution, after, 1).isEmpty()) {
      return new Reply.Full(
          204, "text/event-stream", Map.of(), Buffer.buffer()); // ends a browser's reconnecting
    }
    return sse.reply(
        Long.toString(after), (seen, patience) -> nextOf(execution, sequence(seen), patience));
  }

  private Sse.Next nextOf(ExecutionSummary execution, long seen, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long folded = view.progress().records();
      // Asked for before the events: if it has ended, then its last event is among them.
      boolean ended = executions.byId(execution.id()).map(ExecutionSummary::hasEnded).orElse(true);
      List<Events.Raw> found = events.after(execution, seen, BATCH);
      if (!found.isEmpty() || ended || System.nanoTime() > end) {
        return new Sse.Next(
            found.stream().map(this::event).toList(), ended && found.size() < BATCH);
      }
      rest(folded, end);
    }
  }

  private Sse.Event event(Events.Raw raw) {
    var json = eventJson.event(raw);
    return new Sse.Event(
        Long.toString(raw.sequence()), json.path("type").asText(), json.toString());
  }

  /** Each execution that changes, as lists show it; begins with what changes from now on. */
  private Reply changes(Call call) {
    String installation = executions.installation();
    Optional<String> namespace = call.query("namespace");
    String start =
        lastId(call)
            .filter(id -> id.startsWith(installation + "-"))
            .orElseGet(() -> installation + "-" + view.change());
    return sse.reply(start, (seen, patience) -> changesAfter(seen, namespace, patience));
  }

  private Sse.Next changesAfter(String seen, Optional<String> namespace, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    String prefix = seen.substring(0, seen.lastIndexOf('-') + 1);
    long change = sequence(seen.substring(prefix.length()));
    while (true) {
      long folded = view.progress().records();
      List<Sse.Event> found =
          executions.changedAfter(change, namespace, BATCH).stream()
              .map(
                  e ->
                      new Sse.Event(
                          prefix + e.change(), "execution", ExecutionJson.execution(e).toString()))
              .toList();
      if (!found.isEmpty() || System.nanoTime() > end) {
        return new Sse.Next(found, false);
      }
      rest(folded, end);
    }
  }

  private void rest(long folded, long end) throws InterruptedException {
    view.progress().awaitBeyond(folded, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    Thread.sleep(BREATH);
  }

  /** The header as browsers send it, or a parameter for those who cannot set one. */
  private static Optional<String> lastId(Call call) {
    return call.header("Last-Event-ID").or(() -> call.query("lastEventId"));
  }

  private static long sequence(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
