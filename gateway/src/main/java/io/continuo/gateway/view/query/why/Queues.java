package io.continuo.gateway.view.query.why;

import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Outline;
import io.continuo.gateway.view.query.Runners;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** The queues of tasks: what waits in them, and who serves them. */
public final class Queues {
  private static final String WAITING =
      """
      select e.digest, a.task, count(*) as tasks, min(a.scheduled_at) as oldest
      from attempt a indexed by attempt_waiting join execution e on e.number = a.execution
      where a.scheduled_at is not null and a.started_at is null and a.ended_at is null
        and e.digest is not null and e.ended_at is null
        and not exists (select 1 from task t where t.execution = a.execution and t.name = a.task)
      group by e.digest, a.task
      """;

  private final Jdbi jdbi;
  private final Definitions definitions;
  private final Runners runners;

  public Queues(Jdbi jdbi, Definitions definitions, Runners runners) {
    this.jdbi = jdbi;
    this.definitions = definitions;
    this.runners = runners;
  }

  /**
   * How a queue stands.
   *
   * @param waiting tasks that were dispatched and not claimed
   * @param oldest since when the first of them waits
   * @param runners that take tasks from it
   */
  public record Load(long waiting, Optional<Instant> oldest, int runners) {
    private Load plus(Load other) {
      Optional<Instant> first =
          oldest.isPresent() && other.oldest.isPresent()
              ? oldest.filter(time -> time.isBefore(other.oldest.get())).or(other::oldest)
              : oldest.or(other::oldest);
      return new Load(waiting + other.waiting, first, runners + other.runners);
    }
  }

  /** Every queue that has a runner or a task, by name. */
  public Map<String, Load> loads() {
    Map<String, Load> loads = new TreeMap<>();
    for (Server server : servers()) {
      Load one = new Load(0, Optional.empty(), server.isDraining() ? 0 : 1);
      server.queues().forEach(queue -> loads.merge(queue, one, Load::plus));
    }
    for (Waiting some : waiting()) {
      Outline task = definitions.outlines(some.digest).get(some.task);
      if (task != null) {
        loads.merge(task.queue().orElse(""), some.load, Load::plus);
      }
    }
    loads.remove("");
    return loads;
  }

  private record Waiting(String digest, String task, Load load) {}

  private List<Waiting> waiting() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WAITING)
                .map(
                    (row, _) ->
                        new Waiting(
                            row.getString("digest"),
                            row.getString("task"),
                            new Load(
                                row.getLong("tasks"),
                                Optional.of(Instant.ofEpochMilli(row.getLong("oldest"))),
                                0)))
                .list());
  }

  /** Runners that are there, by name. */
  List<Server> servers() {
    return runners.present().stream().map(Server::of).toList();
  }
}
