package io.continuo.gateway.view.fold;

import io.continuo.dispatch.RunnerProfile;
import io.continuo.event.Recorded;
import io.continuo.event.RunnerEvent;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each event of a runner changes. */
final class RunnerFold {
  private static final String JOINED =
      """
      insert into runner (name, incarnation, version, queues, slots, running, status, joined_at, seen_at,
        types, labels, images)
      values (?, ?, ?, ?, ?, 0, 'live', ?, ?, ?, ?, ?)
      on conflict (name) do update set version = excluded.version,
        queues = excluded.queues, slots = excluded.slots, running = 0, status = 'live',
        joined_at = excluded.joined_at, seen_at = excluded.seen_at,
        types = case when %1$s then types else excluded.types end,
        labels = case when %1$s then labels else excluded.labels end,
        images = case when %1$s then images else excluded.images end,
        incarnation = excluded.incarnation
      """
          // A process that was given up and is heard of again introduces itself no second time.
          .formatted("incarnation = excluded.incarnation and excluded.types = '[]'");
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
              JOINED,
              name,
              e.incarnation(),
              e.version(),
              texts(e.queues()),
              e.slots(),
              at,
              at,
              types(e.profile()),
              labels(e.profile()),
              texts(e.profile().images()));
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

  private static String texts(List<String> texts) {
    return ValueJson.write(new Value.Items(texts.stream().map(Value::of).toList()));
  }

  private static String types(RunnerProfile profile) {
    return ValueJson.write(
        new Value.Items(profile.types().stream().map(RunnerFold::type).toList()));
  }

  private static Value type(RunnerProfile.TaskType type) {
    Map<String, Value> fields = new TreeMap<>();
    fields.put("name", Value.of(type.name()));
    fields.put("schema", Value.of(type.schema().orElse("")));
    return new Value.Fields(fields);
  }

  private static String labels(RunnerProfile profile) {
    Map<String, Value> labels = new TreeMap<>();
    profile.labels().forEach((label, value) -> labels.put(label, Value.of(value)));
    return ValueJson.write(new Value.Fields(labels));
  }
}
