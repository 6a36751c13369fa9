package io.continuo.sdk.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/executions...}. */
final class FakeExecutionRoutes {
  private final FakeState state;
  private final Faults faults;

  FakeExecutionRoutes(FakeState state, Faults faults) {
    this.state = state;
    this.faults = faults;
  }

  Reply answer(SeenRequest request, List<String> path) {
    if (path.isEmpty()) {
      return FakeRoutes.page(state, request, matching(request));
    }
    return state
        .byId(path.get(0))
        .map(execution -> one(request, execution, path.subList(1, path.size())))
        .orElseGet(() -> Reply.notFound("execution " + path.get(0)));
  }

  private Reply one(SeenRequest request, FakeExecution execution, List<String> path) {
    return switch (path.isEmpty() ? "" : path.get(path.size() - 1)) {
      case "" -> Reply.ok(execution.json());
      case "tasks" -> FakeRoutes.page(state, request, execution.tasks());
      case "events" -> FakeRoutes.page(state, request, execution.events());
      case "why" -> Reply.ok(FakeState.why(execution.json().path("id").asText()));
      case "cancel" -> cancel(execution);
      case "stream" ->
          stream(execution, request.header("Last-Event-ID").map(Integer::parseInt).orElse(0));
      case "logs" -> {
        int attempt = Integer.parseInt(path.get(3));
        yield switch (request.header("Accept").orElse("")) {
          case "application/json" -> slice(execution, request, path.get(1), attempt);
          case "text/event-stream" -> pieces(execution, request, path.get(1), attempt);
          default -> logs(execution, request, path.get(1), attempt);
        };
      }
      default -> Reply.notFound(request.path());
    };
  }

  private static Reply cancel(FakeExecution execution) {
    if (execution.isFinished()) {
      return Reply.problem(
          409, "already-finished", "the execution has ended; there is nothing to cancel");
    }
    execution.status("cancelled");
    return new Reply.Document(202, JsonNodeFactory.instance.objectNode());
  }

  private Reply stream(FakeExecution execution, int seen) {
    if (execution.isFinished() && seen == execution.events().size()) {
      return new Reply.Page(204, "text/event-stream", "");
    }
    return new Reply.Live("text/event-stream", out -> events(execution, seen, out));
  }

  private void events(FakeExecution execution, int seen, OutputStream out)
      throws IOException, InterruptedException {
    int next = seen;
    int sent = 0;
    send(out, ": hello\nretry: 20\n\n");
    while (true) {
      long changes = execution.changes();
      boolean finished = execution.isFinished();
      List<ObjectNode> events = execution.events();
      for (; next < events.size(); next++) {
        String event =
            "id: "
                + (next + 1)
                + "\nevent: "
                + events.get(next).get("type").asText()
                + "\ndata: "
                + events.get(next);
        if (faults.dropsStreamNow(sent++)) {
          send(out, event);
          throw new IOException("dropped in the middle of an event, on purpose");
        }
        send(out, event + "\n\n");
      }
      if (finished) {
        return;
      }
      execution.awaitChangeAfter(changes);
    }
  }

  private Reply logs(FakeExecution execution, SeenRequest request, String task, int attempt) {
    int offset = request.parameter("offset").map(Integer::parseInt).orElse(0);
    boolean follow = request.parameter("follow").map(Boolean::parseBoolean).orElse(false);
    int drop = faults.takeLogBytesBeforeDrop();
    return new Reply.Live(
        "text/plain",
        out -> {
          int position = offset;
          while (true) {
            long changes = execution.changes();
            boolean finished = !follow || execution.isFinished();
            byte[] log = execution.log(task, attempt);
            int end = Math.min(log.length, offset + Math.min(drop, log.length));
            if (end > position) {
              out.write(log, position, end - position);
              out.flush();
              position = end;
            }
            if (position - offset >= drop) {
              throw new IOException("dropped on purpose");
            }
            if (finished) {
              return;
            }
            execution.awaitChangeAfter(changes);
          }
        });
  }

  private static Reply slice(
      FakeExecution execution, SeenRequest request, String task, int attempt) {
    int offset = request.parameter("offset").map(Integer::parseInt).orElse(0);
    int size = execution.log(task, attempt).length;
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("offset", offset).put("next", size).put("size", size);
    json.put("complete", execution.isFinished());
    json.putArray("pieces")
        .addAll(execution.pieces(task, attempt, offset, request.parameter("stream")));
    return Reply.ok(json);
  }

  private static Reply pieces(
      FakeExecution execution, SeenRequest request, String task, int attempt) {
    int offset =
        request
            .header("Last-Event-ID")
            .or(() -> request.parameter("offset"))
            .map(Integer::parseInt)
            .orElse(0);
    return new Reply.Live(
        "text/event-stream",
        out -> {
          int position = offset;
          while (true) {
            long changes = execution.changes();
            boolean finished = execution.isFinished();
            int end = execution.log(task, attempt).length;
            for (ObjectNode piece :
                execution.pieces(task, attempt, position, request.parameter("stream"))) {
              send(out, "id: " + end + "\nevent: log\ndata: " + piece + "\n\n");
            }
            position = end;
            if (finished) {
              send(out, "id: " + end + "\nevent: end\ndata: {}\n\n");
              return;
            }
            execution.awaitChangeAfter(changes);
          }
        });
  }

  private List<ObjectNode> matching(SeenRequest request) {
    return state.executions().stream()
        .filter(item -> matches(request.parameter("status"), item, "status"))
        .filter(item -> matches(request.parameter("workflow"), item, "workflow"))
        .filter(item -> matches(request.parameter("namespace"), item, "namespace"))
        .toList();
  }

  private static boolean matches(Optional<String> wanted, ObjectNode item, String field) {
    return wanted
        .map(words -> List.of(words.split(",", -1)).contains(item.get(field).asText()))
        .orElse(true);
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
