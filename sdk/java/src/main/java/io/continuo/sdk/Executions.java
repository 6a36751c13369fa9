package io.continuo.sdk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.sdk.json.Fields;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.model.Execution;
import io.continuo.sdk.model.RecordedEvent;
import io.continuo.sdk.model.TaskView;
import io.continuo.sdk.transport.Answer;
import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.EventStream;
import io.continuo.sdk.transport.LogReader;
import io.continuo.sdk.transport.Pages;
import io.continuo.sdk.transport.Paths;
import io.continuo.sdk.transport.Transport;
import io.continuo.sdk.why.Why;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs of workflows: start, follow, read, cancel. */
public final class Executions {
  private final Transport transport;
  private final Pages pages;

  Executions(Transport transport) {
    this.transport = transport;
    this.pages = new Pages(transport);
  }

  /**
   * The answer to a run.
   *
   * @param created false when the same idempotency key or partition had started it before
   */
  public record Started(Execution execution, boolean created) {}

  /** Starts a run; sending the same request twice gives the same execution. */
  public Started run(RunRequest request) {
    Call call = Call.of("POST", Paths.below(request.workflow(), "workflows", "executions"));
    Answer answer =
        transport.send(
            call.header("Idempotency-Key", request.idempotencyKey()).json(request.json()));
    return new Started(Execution.read(new Fields(answer.json())), answer.status() == 201);
  }

  public Execution get(String id) {
    return transport.send(at("GET", id), Execution::read);
  }

  /** Newest first, fetched page by page. */
  public Stream<Execution> list(ExecutionQuery query) {
    return pages.stream(query.call(), Execution::read);
  }

  /** Every task of the run with its attempts, in the order of the definition. */
  public Stream<TaskView> tasks(String id) {
    return pages.stream(at("GET", id, "tasks"), TaskView::read);
  }

  /** What it and its unfinished tasks wait for. */
  public Why why(String id) {
    return transport.send(at("GET", id, "why"), Why::read);
  }

  /** The history, oldest first. */
  public Stream<RecordedEvent> events(String id) {
    return pages.stream(at("GET", id, "events"), RecordedEvent::read);
  }

  /**
   * Asks to stop; containers get their grace period. Cancelling a finished run is a problem with
   * status 409.
   */
  public void cancel(String id, Optional<String> reason) {
    ObjectNode body = Json.object();
    reason.ifPresent(text -> body.put("reason", text));
    transport.send(at("POST", id, "cancel").json(body));
  }

  /**
   * What happens to the run from now on, or after an event seen before.
   *
   * @param lastEventId id of the last event seen; empty starts at the beginning
   */
  public EventStream stream(String id, String lastEventId) {
    return new EventStream(transport, at("GET", id, "stream"), lastEventId);
  }

  /** The log of one attempt, standard output and error as the task wrote them. */
  public LogReader logs(String id, String task, int attempt) {
    return new LogReader(
        transport, at("GET", id, "tasks", task, "attempts", Integer.toString(attempt), "logs"));
  }

  private static Call at(String method, String id, String... more) {
    String[] segments =
        Stream.concat(Stream.of("executions", id), Stream.of(more)).toArray(String[]::new);
    return Call.of(method, segments);
  }
}
