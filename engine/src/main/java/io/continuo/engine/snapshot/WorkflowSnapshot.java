package io.continuo.engine.snapshot;

import io.continuo.engine.domain.workflow.Ledger;
import io.continuo.engine.domain.workflow.Schedules;
import io.continuo.engine.domain.workflow.Waiting;
import io.continuo.engine.domain.workflow.WorkflowFolding;
import io.continuo.engine.domain.workflow.WorkflowState;
import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Key;
import io.continuo.engine.domain.workflow.WorkflowState.Live;
import io.continuo.engine.domain.workflow.WorkflowState.Purpose;
import io.continuo.engine.domain.workflow.WorkflowState.Version;
import io.continuo.event.PauseScope;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.ExecutionId;
import io.continuo.wire.DefinitionText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workflow as a head row and one row per version, follower, live or held execution, idempotency
 * key, span of partitions, schedule, waiting slot and dataset. The timer hangs on the head.
 */
public final class WorkflowSnapshot implements Snapshot<WorkflowState, WorkflowEvent> {
  /** Row of what is true of the whole. */
  public static final String HEAD = "w";

  static final String VERSION = "v/";
  static final String FOLLOWER = "f/";
  static final String LIVE = "l/";
  static final String HELD = "h/";
  static final String KEY = "k/";
  static final String SPAN = "r/";
  static final String CURSOR = "c/";
  static final String WAITING = "s/";
  static final String HEARD = "d/";

  @Override
  public Collection<String> touched(WorkflowState before, WorkflowEvent event, Instant at) {
    return switch (event) {
      case WorkflowEvent.WorkflowRegistered e -> List.of(HEAD, VERSION + e.version());
      case WorkflowEvent.TaskRegistered e -> List.of(HEAD, VERSION + e.version());
      case WorkflowEvent.ExecutionTriggered e -> triggered(before, e, at);
      case WorkflowEvent.ExecutionReleased e ->
          List.of(HEAD, HELD + e.execution(), LIVE + e.execution());
      case WorkflowEvent.ExecutionSkipped e -> {
        Held held = before.runs().held().get(e.execution());
        yield ended(before, HELD + e.execution(), Optional.ofNullable(held).map(Held::purpose));
      }
      case WorkflowEvent.ExecutionReplaced e -> List.of(LIVE + e.execution());
      case WorkflowEvent.ExecutionFinished e -> {
        Live live = before.runs().live().get(e.execution());
        yield ended(before, LIVE + e.execution(), Optional.ofNullable(live).map(Live::purpose));
      }
      case WorkflowEvent.WorkflowPaused e -> List.of(HEAD);
      case WorkflowEvent.WorkflowResumed e -> List.of(HEAD);
      case WorkflowEvent.ScheduleSet e -> List.of(HEAD, CURSOR + e.schedule());
      case WorkflowEvent.SlotDue e -> List.of(HEAD, CURSOR + e.schedule());
      case WorkflowEvent.SlotsPassed e -> List.of(HEAD, CURSOR + e.schedule());
      case WorkflowEvent.SlotSkipped e -> List.of(WAITING + e.slot());
      case WorkflowEvent.SlotWaiting e -> List.of(WAITING + e.slot());
      case WorkflowEvent.LandingJoined e -> List.of(WAITING + e.slot(), HEARD + e.dataset());
      case WorkflowEvent.LandingIgnored e -> List.of(HEARD + e.dataset());
      case WorkflowEvent.FollowerAdded e -> List.of(FOLLOWER + e.follower());
      case WorkflowEvent.FollowerRemoved e -> List.of(FOLLOWER + e.follower());
      case WorkflowEvent.WorkflowCommandRejected e -> List.of();
    };
  }

  private static List<String> triggered(
      WorkflowState before, WorkflowEvent.ExecutionTriggered e, Instant at) {
    List<String> rows = new ArrayList<>();
    rows.add(HEAD);
    rows.add((e.held() ? HELD : LIVE) + e.execution());
    rows.add(KEY + e.key());
    e.partition().ifPresent(label -> rows.addAll(spans(before, label)));
    e.partition().ifPresent(label -> rows.add(WAITING + label));
    e.slot().ifPresent(slot -> rows.add(WAITING + slot));
    WorkflowFolding.forgotten(before, at).forEach(key -> rows.add(KEY + key));
    return rows;
  }

  private static List<String> ended(WorkflowState before, String row, Optional<Purpose> purpose) {
    List<String> rows = new ArrayList<>();
    rows.add(row);
    purpose.flatMap(Purpose::partition).ifPresent(label -> rows.addAll(spans(before, label)));
    return rows;
  }

  private static List<String> spans(WorkflowState before, String label) {
    return before.runs().ledger().touched(label).stream().map(from -> SPAN + from).toList();
  }

  @Override
  public Optional<byte[]> encode(WorkflowState state, String row) {
    if (row.equals(HEAD)) {
      return Optional.of(head(state));
    }
    String name = row.substring(2);
    return switch (row.substring(0, 2)) {
      case VERSION ->
          Optional.ofNullable(state.versions().get(Integer.valueOf(name)))
              .map(WorkflowSnapshot::version);
      case FOLLOWER ->
          Optional.ofNullable(state.followers().get(name))
              .map(on -> new RowWriter(1).text(on).toBytes());
      case LIVE ->
          Optional.ofNullable(state.runs().live().get(ExecutionId.parse(name)))
              .map(WorkflowSnapshot::live);
      case HELD ->
          Optional.ofNullable(state.runs().held().get(ExecutionId.parse(name)))
              .map(WorkflowSnapshot::held);
      case KEY -> Optional.ofNullable(state.runs().keys().get(name)).map(WorkflowSnapshot::key);
      case SPAN ->
          Optional.ofNullable(state.runs().ledger().spans().get(name)).map(WorkflowSnapshot::span);
      case CURSOR ->
          Optional.ofNullable(state.slots().cursors().get(Integer.valueOf(name)))
              .map(order -> new RowWriter(1).text(order.toString()).toBytes());
      case HEARD ->
          Optional.ofNullable(state.slots().heard().get(name))
              .map(number -> new RowWriter(1).number(number).toBytes());
      case WAITING ->
          Optional.ofNullable(state.slots().waiting().get(name)).map(WorkflowSnapshot::waiting);
      default -> throw new IllegalStateException("no row is called " + row);
    };
  }

  private static byte[] head(WorkflowState state) {
    RowWriter row = new RowWriter(3).small(state.latest()).number(state.runs().triggered());
    for (PauseScope scope : PauseScope.values()) {
      row.flag(state.pauses().contains(scope));
    }
    row.flag(state.slots().caughtUp().isPresent());
    state.slots().caughtUp().ifPresent(row::time);
    row.flag(state.slots().resumed().isPresent());
    state.slots().resumed().ifPresent(row::time);
    return row.number(state.runs().started()).toBytes();
  }

  private static byte[] version(Version version) {
    return switch (version) {
      case WorkflowState.WorkflowVersion(var digest, var definition, var calendars) ->
          new RowWriter(1).text(digest.hex()).text(DefinitionText.write(definition)).toBytes();
      case WorkflowState.TaskVersion(var digest, var canonical) ->
          new RowWriter(2).text(digest.hex()).text(canonical).toBytes();
    };
  }

  private static byte[] live(Live live) {
    return purpose(new RowWriter(2).number(live.order()).flag(live.replaced()), live.purpose());
  }

  private static byte[] purpose(RowWriter row, Purpose purpose) {
    return row.text(purpose.kind())
        .text(purpose.origin())
        .optional(purpose.partition())
        .small(purpose.run())
        .text(purpose.group())
        .toBytes();
  }

  private static byte[] key(Key key) {
    return new RowWriter(1)
        .number(key.order())
        .text(key.execution().toString())
        .time(key.at())
        .toBytes();
  }

  private static byte[] held(Held held) {
    return purpose(
        new RowWriter(2)
            .number(held.order())
            .small(held.version())
            .text(held.digest().hex())
            .fields(held.inputs()),
        held.purpose());
  }

  private static byte[] span(Ledger.Span span) {
    return new RowWriter(2).text(span.to()).small(span.runs()).text(span.last().name()).toBytes();
  }

  private static byte[] waiting(Waiting waiting) {
    RowWriter row = new RowWriter(1).small(waiting.landed().size());
    waiting
        .landed()
        .forEach(
            (dataset, landed) -> {
              row.text(dataset).text(landed.zone().getId()).small(landed.labels().size());
              landed.labels().forEach(row::text);
            });
    return row.toBytes();
  }

  @Override
  public WorkflowState decode(Map<String, byte[]> rows) {
    return new WorkflowRows(rows).state();
  }

  @Override
  public Optional<Instant> due(WorkflowState state, String row) {
    return row.equals(HEAD) ? Schedules.due(state) : Optional.empty();
  }
}
