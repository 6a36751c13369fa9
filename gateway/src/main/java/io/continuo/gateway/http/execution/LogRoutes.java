package io.continuo.gateway.http.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.dispatch.LogStream;
import io.continuo.gateway.follow.Progress;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Outlet;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.Sse;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.log.LogSlice;
import io.continuo.gateway.log.LogStore;
import io.continuo.gateway.log.StoredLogs;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.Executions;
import io.continuo.gateway.view.query.TaskSummary;
import io.continuo.gateway.view.query.Tasks;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logs of attempts: by byte ranges, followed while they grow, and their streams told apart. */
public final class LogRoutes {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String EVENTS = "text/event-stream";
  private static final int SLICE = 1024 * 1024;

  /** More than any log has. */
  private static final int RANGE = 16 * 1024 * 1024;

  private final Executions executions;
  private final Tasks tasks;
  private final LogStore store;
  private final Progress stored;
  private final LogEnds ends;
  private final Sse sse;

  /**
   * Serves logs.
   *
   * @param logs how they are stored
   */
  public LogRoutes(Executions executions, Tasks tasks, StoredLogs logs, Sse sse) {
    this.executions = executions;
    this.tasks = tasks;
    this.store = logs.store();
    this.stored = logs.progress();
    this.ends = new LogEnds(store, logs.arrivals(), Clock.systemUTC());
    this.sse = sse;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.get("/api/v1/executions/{id}/tasks/{task}/attempts/{n}/logs", this::logs);
  }

  private Reply logs(Call call) throws IOException, InterruptedException {
    ExecutionId id = Names.execution(call);
    ExecutionSummary execution =
        executions
            .byId(id.toString())
            .orElseThrow(() -> Names.noExecution(id.toString()).asException());
    int number = attemptNumber(call);
    TaskSummary task =
        tasks
            .byName(execution, call.path("task"))
            .orElseThrow(
                () ->
                    Problem.notFound("execution " + id + " has no task " + call.path("task"))
                        .asException());
    AttemptId attempt = new AttemptId(id, task.name(), number, epoch(call, task, number));
    Optional<TaskSummary.Attempt> said = attempt(task, attempt);
    refuseExpired(said, attempt);
    Optional<LogStream> stream = call.query("stream").map(LogRoutes::stream);
    String accept = call.header("Accept").orElse("");
    if (accept.contains(EVENTS)) {
      return events(call, execution, attempt, stream, said);
    }
    long offset = call.number("offset", 0, 0, Long.MAX_VALUE);
    if (call.flag("follow")) {
      return Reply.stream(
              TEXT, outlet -> follow(following(execution, attempt), offset, stream, outlet))
          .with("Cache-Control", "no-store");
    }
    boolean complete = ends.isComplete(attempt, said); // first: then what is read is the whole
    if (accept.contains("application/json")) {
      return json(call, attempt, offset, stream, complete);
    }
    long size = store.size(attempt);
    Optional<ByteRange> range =
        stream.isPresent()
            ? Optional.empty()
            : call.header("Range").flatMap(header -> ByteRange.of(header, size));
    return range.isPresent()
        ? range(attempt, range.get(), complete)
        : slice(call, attempt, offset, stream, complete);
  }

  private Reply slice(
      Call call, AttemptId attempt, long offset, Optional<LogStream> stream, boolean complete)
      throws IOException {
    LogSlice slice = store.read(attempt, offset, limit(call));
    return described(attempt, Reply.bytes(TEXT, slice.bytes(stream)), complete)
        .with("X-Continuo-Next-Offset", Long.toString(slice.next()));
  }

  private Reply range(AttemptId attempt, ByteRange range, boolean complete) throws IOException {
    if (!range.isThere()) {
      throw Problem.of(
              416,
              "range-not-satisfiable",
              "the log has %d bytes%s; ask for bytes before that"
                  .formatted(store.size(attempt), complete ? "" : " so far"))
          .asException();
    }
    int length = (int) Math.min(RANGE, range.last() - range.first() + 1);
    byte[] bytes = store.read(attempt, range.first(), length).raw();
    long next = range.first() + bytes.length;
    String whole = complete ? Long.toString(store.size(attempt)) : "*";
    return described(attempt, new Reply.Full(206, TEXT, Map.of(), Buffer.buffer(bytes)), complete)
        .with("Content-Range", "bytes " + range.first() + "-" + (next - 1) + "/" + whole)
        .with("X-Continuo-Next-Offset", Long.toString(next));
  }

  private Reply json(
      Call call, AttemptId attempt, long offset, Optional<LogStream> stream, boolean complete)
      throws IOException {
    LogSlice slice = store.read(attempt, offset, limit(call));
    ObjectNode json = Json.object();
    json.put("offset", offset);
    json.put("next", slice.next());
    json.put("size", store.size(attempt));
    json.put("complete", complete);
    json.set("pieces", LogJson.pieces(slice, stream));
    return described(attempt, Reply.ok(json), complete)
        .with("X-Continuo-Next-Offset", Long.toString(slice.next()));
  }

  private Reply described(AttemptId attempt, Reply reply, boolean complete) throws IOException {
    Reply described =
        reply
            .with("Accept-Ranges", "bytes")
            .with("Continuo-Log-Complete", Boolean.toString(complete))
            .with("Continuo-Log-Size", Long.toString(store.size(attempt)));
    return store
        .cutOffAt(attempt)
        .map(at -> described.with("Continuo-Log-Cut-Off-At", Long.toString(at)))
        .orElse(described);
  }

  private static void follow(
      LogFollowing following, long from, Optional<LogStream> stream, Outlet outlet)
      throws Exception {
    long offset = from;
    while (!outlet.isClosed()) {
      LogFollowing.Step step = following.after(offset);
      byte[] bytes = step.slice().bytes(stream);
      if (bytes.length > 0) {
        outlet.write(bytes);
      }
      if (step.over()) {
        return;
      }
      offset = step.slice().next();
    }
  }

  /** Server-sent events; the id of each is the offset after it. The last one is of type end. */
  private Reply events(
      Call call,
      ExecutionSummary execution,
      AttemptId attempt,
      Optional<LogStream> stream,
      Optional<TaskSummary.Attempt> said)
      throws IOException, InterruptedException {
    String start =
        call.header("Last-Event-ID")
            .filter(id -> id.matches("\\d{1,18}"))
            .orElseGet(() -> Long.toString(call.number("offset", 0, 0, Long.MAX_VALUE)));
    if (call.header("Last-Event-ID").isPresent()
        && ends.isComplete(attempt, said)
        && store.read(attempt, Long.parseLong(start), 1).isEmpty()) {
      return new Reply.Full(
          204, EVENTS, Map.of(), Buffer.buffer()); // ends a browser's reconnecting
    }
    LogFollowing following = following(execution, attempt);
    return sse.reply(start, (seen, patience) -> nextEvents(following, seen, stream, patience));
  }

  private static Sse.Next nextEvents(
      LogFollowing following, String seen, Optional<LogStream> stream, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long offset = Long.parseLong(seen);
    while (System.nanoTime() < end) {
      LogFollowing.Step step = following.after(offset);
      List<Sse.Event> events = LogJson.events(step.slice(), stream);
      if (step.over()) {
        return new Sse.Next(List.of(new Sse.Event(Long.toString(offset), "end", "{}")), true);
      }
      if (!events.isEmpty()) {
        return new Sse.Next(events, false);
      }
      offset = step.slice().next();
    }
    return new Sse.Next(List.of(), false);
  }

  private LogFollowing following(ExecutionSummary execution, AttemptId attempt) {
    return new LogFollowing(store, stored, attempt, () -> look(execution, attempt));
  }

  private LogFollowing.Seen look(ExecutionSummary execution, AttemptId id)
      throws InterruptedException {
    boolean over = executions.byId(execution.id()).map(ExecutionSummary::hasEnded).orElse(true);
    Optional<TaskSummary.Attempt> said =
        tasks.byName(execution, id.task()).flatMap(task -> attempt(task, id));
    if (ends.isComplete(id, said)) {
      return LogFollowing.Seen.COMPLETE;
    }
    return over || said.flatMap(TaskSummary.Attempt::endedAt).isPresent()
        ? LogFollowing.Seen.ENDED
        : LogFollowing.Seen.RUNNING;
  }

  private void refuseExpired(Optional<TaskSummary.Attempt> said, AttemptId id) {
    said.flatMap(TaskSummary.Attempt::endedAt)
        .filter(ended -> store.isExpired(id, ended))
        .ifPresent(
            ended -> {
              throw Problem.of(
                      410,
                      "expired",
                      "the log of attempt "
                          + id
                          + ", which ended at "
                          + ended
                          + ", was removed; the gateway's log.retention and log.max.bytes say how"
                          + " long logs are kept")
                  .asException();
            });
  }

  private static Optional<TaskSummary.Attempt> attempt(TaskSummary task, AttemptId id) {
    return task.attempts().stream()
        .filter(a -> a.number() == id.number() && a.epoch() == id.epoch())
        .findFirst();
  }

  private static LogStream stream(String text) {
    return Arrays.stream(LogStream.values())
        .filter(stream -> stream.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badRequest(
                        "invalid-parameter",
                        "stream is '" + text + "'; give stdout, stderr or runner")
                    .asException());
  }

  private static int limit(Call call) {
    return (int) call.number("limit", SLICE, 1, SLICE);
  }

  private static int attemptNumber(Call call) {
    String text = call.path("n");
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw Problem.notFound("attempts are numbered from 1; '" + text + "' is none").asException();
    }
    return Integer.parseInt(text);
  }

  /** The epoch asked for, or the newest of the attempt. */
  private static int epoch(Call call, TaskSummary task, int number) {
    int newest =
        task.attempts().stream()
            .filter(attempt -> attempt.number() == number)
            .mapToInt(TaskSummary.Attempt::epoch)
            .max()
            .orElse(1);
    return (int) call.number("epoch", newest, 1, Integer.MAX_VALUE);
  }
}
