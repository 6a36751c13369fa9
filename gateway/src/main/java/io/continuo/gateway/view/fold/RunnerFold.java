package io.continuo.gateway.view.fold;

import io.continuo.event.Recorded;
import io.continuo.event.RunnerEvent;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.util.List;

/** What each event of a runner changes. */
final class RunnerFold {
  private static final String JOINED =
      """
      insert into runner (name, incarnation, version, queues, slots, running, status, joined_at, seen_at)
      values (?, ?, ?, ?, ?, 0, 'live', ?, ?)
      on conflict (name) do update set incarnation = excluded.incarnation, version = excluded.version,
        queues = excluded.queues, slots = excluded.slots, running = 0, status = 'live',
        joined_at = excluded.joined_at, seen_at = excluded.seen_at
      """;
  private static final String SEEN =
      """
      update runner set running = ?, seen_at = ?, status = case when status = 'draining' then status else 'live' end
      where name = ?
      """;
  private static final String STATUS = "update runner set status = ?, running = 0 where name = ?";
  private static final String DRAINING = "update runner set status = 'draining' where name = ?";

  private RunnerFold() {}

  static void fold(Recorded<RunnerEvent> recorded, Batch batch) {
    String name = recorded.aggregate();
    long at = recorded.at().toEpochMilli();
    switch (recorded.event()) {
      case RunnerEvent.RunnerJoined e ->
          batch.also(
              JOINED, name, e.incarnation(), e.version(), json(e.queues()), e.slots(), at, at);
      case RunnerEvent.RunnerSeen e -> batch.also(SEEN, e.running(), at, name);
      case RunnerEvent.RunnerLeft _ -> batch.also(STATUS, "left", name);
      case RunnerEvent.RunnerLost _ -> batch.also(STATUS, "lost", name);
      case RunnerEvent.RunnerDraining _ -> batch.also(DRAINING, name);
      case RunnerEvent.AttemptGuarded _ -> {}
      case RunnerEvent.AttemptReleased _ -> {}
      case RunnerEvent.AttemptLost _ -> {}
      case RunnerEvent.RunnerCommandRejected _ -> {}
    }
  }

  private static String json(List<String> queues) {
    return ValueJson.write(new Value.Items(queues.stream().map(Value::of).toList()));
  }
}
