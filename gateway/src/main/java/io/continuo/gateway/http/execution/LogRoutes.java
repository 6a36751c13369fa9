package io.continuo.gateway.http.execution;

import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Outlet;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.log.LogStore;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.Executions;
import io.continuo.gateway.view.query.TaskSummary;
import io.continuo.gateway.view.query.Tasks;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import java.io.IOException;
import java.time.Duration;

/** Logs of attempts, by byte ranges, and followed while they grow. */
public final class LogRoutes {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int SLICE = 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * An attempt that has ended while its log has no end mark: its runner may be gone, so wait no
   * longer than this.
   */
  private static final int LAST_LOOKS = 3;

  private final Executions executions;
  private final Tasks tasks;
  private final LogStore store;

  public LogRoutes(Executions executions, Tasks tasks, LogStore store) {
    this.executions = executions;
    this.tasks = tasks;
    this.store = store;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.get("/api/v1/executions/{id}/tasks/{task}/attempts/{n}/logs", this::logs);
  }

  private Reply logs(Call call) throws IOException {
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
    long offset = call.number("offset", 0, 0, Long.MAX_VALUE);
    int limit = (int) call.number("limit", SLICE, 1, SLICE);
    if (call.flag("follow")) {
      return Reply.stream(TEXT, outlet -> follow(execution, attempt, offset, outlet))
          .with("Cache-Control", "no-store");
    }
    Reply slice =
        Reply.bytes(TEXT, store.read(attempt, offset, limit))
            .with("Continuo-Log-Size", Long.toString(store.size(attempt)))
            .with("Continuo-Log-Complete", Boolean.toString(store.isComplete(attempt)));
    return store
        .cutOffAt(attempt)
        .map(at -> slice.with("Continuo-Log-Cut-Off-At", Long.toString(at)))
        .orElse(slice);
  }

  private void follow(ExecutionSummary execution, AttemptId attempt, long from, Outlet outlet)
      throws Exception {
    long offset = from;
    long chunks = -1;
    int looks = 0;
    while (!outlet.isClosed()) {
      boolean complete = store.isComplete(attempt);
      byte[] more = store.read(attempt, offset, SLICE);
      if (more.length > 0) {
        outlet.write(more);
        offset += more.length;
        looks = 0;
      } else if (complete || looks >= LAST_LOOKS) {
        return;
      } else {
        chunks = store.awaitGrowth(chunks, PATIENCE);
        looks = hasEnded(execution, attempt) ? looks + 1 : 0;
      }
    }
  }

  private boolean hasEnded(ExecutionSummary execution, AttemptId id) {
    boolean over = executions.byId(execution.id()).map(ExecutionSummary::hasEnded).orElse(true);
    return over
        || tasks
            .byName(execution, id.task())
            .map(task -> task.attempts().stream().anyMatch(a -> isEnded(a, id)))
            .orElse(true);
  }

  private static boolean isEnded(TaskSummary.Attempt attempt, AttemptId id) {
    return attempt.number() == id.number()
        && attempt.epoch() == id.epoch()
        && attempt.endedAt().isPresent();
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
