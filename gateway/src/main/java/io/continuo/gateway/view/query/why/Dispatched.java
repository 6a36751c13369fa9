package io.continuo.gateway.view.query.why;

import io.continuo.gateway.view.query.why.Reason.Kind;
import io.continuo.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Why a task that lies in its queue was not claimed yet. */
final class Dispatched {
  private Dispatched() {}

  static Reason why(String queue, String type, Instant since, List<Server> servers) {
    List<Server> serving =
        servers.stream().filter(server -> server.queues().contains(queue)).toList();
    List<Server> able = serving.stream().filter(server -> server.launches(type)).toList();
    String where = "dispatched to queue '" + queue + "' since " + since + ": ";
    Reason reason;
    if (serving.isEmpty()) {
      reason =
          Reason.of(
              Kind.NO_RUNNER,
              where + "no runner serves the queue; start one, or give the task another queue");
    } else if (able.isEmpty()) {
      reason =
          Reason.of(
              Kind.NO_LAUNCHER,
              where + "no runner of the queue launches type '" + type + "': " + names(serving));
    } else if (able.stream().noneMatch(Server::hasRoom)) {
      String standing = able.stream().map(Server::standing).collect(Collectors.joining(", "));
      reason = Reason.of(Kind.NO_ROOM, where + "no runner has a free slot: " + standing);
    } else {
      List<Server> free = able.stream().filter(Server::hasRoom).toList();
      reason =
          Reason.of(Kind.DISPATCHED, where + "a runner with room takes it next: " + names(free));
    }
    return reason
        .with("queue", queue)
        .with("type", type)
        .with("since", since)
        .with(
            "runners",
            new Value.Items(serving.stream().map(server -> Value.of(server.name())).toList()));
  }

  private static String names(List<Server> servers) {
    return servers.stream().map(Server::name).collect(Collectors.joining(", "));
  }
}
