package io.continuo.engine.snapshot;

import io.continuo.engine.domain.workflow.WorkflowFolding;
import io.continuo.engine.domain.workflow.WorkflowState;
import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Key;
import io.continuo.engine.domain.workflow.WorkflowState.Live;
import io.continuo.engine.domain.workflow.WorkflowState.Version;
import io.continuo.event.WorkflowEvent;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.wire.DefinitionText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workflow as a head row and one row per version, live or held execution, idempotency key and
 * partition.
 */
public final class WorkflowSnapshot implements Snapshot<WorkflowState, WorkflowEvent> {
  private static final String HEAD = "w";
  private static final String VERSION = "v/";
  private static final String LIVE = "l/";
  private static final String HELD = "h/";
  private static final String KEY = "k/";
  private static final String RUNS = "r/";

  @Override
  public Collection<String> touched(WorkflowState before, WorkflowEvent event, Instant at) {
    return switch (event) {
      case WorkflowEvent.WorkflowRegistered e -> List.of(HEAD, VERSION + e.version());
      case WorkflowEvent.TaskRegistered e -> List.of(HEAD, VERSION + e.version());
      case WorkflowEvent.ExecutionTriggered e -> triggered(before, e, at);
      case WorkflowEvent.ExecutionReleased e -> List.of(HELD + e.execution(), LIVE + e.execution());
      case WorkflowEvent.ExecutionSkipped e -> List.of(HELD + e.execution());
      case WorkflowEvent.ExecutionReplaced e -> List.of(LIVE + e.execution());
      case WorkflowEvent.ExecutionFinished e -> List.of(LIVE + e.execution());
      case WorkflowEvent.WorkflowPaused e -> List.of(HEAD);
      case WorkflowEvent.WorkflowResumed e -> List.of(HEAD);
      case WorkflowEvent.ScheduleSet e -> List.of();
      case WorkflowEvent.SlotDue e -> List.of();
      case WorkflowEvent.SlotsPassed e -> List.of();
      case WorkflowEvent.SlotWaiting e -> List.of();
      case WorkflowEvent.LandingJoined e -> List.of();
      case WorkflowEvent.LandingIgnored e -> List.of();
      case WorkflowEvent.FollowerAdded e -> List.of();
      case WorkflowEvent.FollowerRemoved e -> List.of();
      case WorkflowEvent.WorkflowCommandRejected e -> List.of();
    };
  }

  private static List<String> triggered(
      WorkflowState before, WorkflowEvent.ExecutionTriggered e, Instant at) {
    List<String> rows = new ArrayList<>();
    rows.add(HEAD);
    rows.add((e.held() ? HELD : LIVE) + e.execution());
    rows.add(KEY + e.key());
    e.partition().ifPresent(label -> rows.add(RUNS + label));
    WorkflowFolding.forgotten(before, at).forEach(key -> rows.add(KEY + key));
    return rows;
  }

  @Override
  public Optional<byte[]> encode(WorkflowState state, String row) {
    if (row.equals(HEAD)) {
      return Optional.of(
          new RowWriter(1)
              .flag(state.paused())
              .small(state.latest())
              .number(state.triggered())
              .toBytes());
    }
    String name = row.substring(2);
    return switch (row.substring(0, 2)) {
      case VERSION ->
          Optional.ofNullable(state.versions().get(Integer.valueOf(name)))
              .map(WorkflowSnapshot::version);
      case LIVE ->
          Optional.ofNullable(state.live().get(ExecutionId.parse(name)))
              .map(WorkflowSnapshot::live);
      case HELD ->
          Optional.ofNullable(state.held().get(ExecutionId.parse(name)))
              .map(WorkflowSnapshot::held);
      case KEY -> Optional.ofNullable(state.keys().get(name)).map(WorkflowSnapshot::key);
      case RUNS ->
          Optional.ofNullable(state.runs().get(name))
              .map(runs -> new RowWriter(1).small(runs).toBytes());
      default -> throw new IllegalStateException("no row is called " + row);
    };
  }

  private static byte[] version(Version version) {
    return switch (version) {
      case WorkflowState.WorkflowVersion(var digest, var definition) ->
          new RowWriter(1).text(digest.hex()).text(DefinitionText.write(definition)).toBytes();
      case WorkflowState.TaskVersion(var digest, var canonical) ->
          new RowWriter(2).text(digest.hex()).text(canonical).toBytes();
    };
  }

  private static byte[] live(Live live) {
    return new RowWriter(1).number(live.order()).flag(live.replaced()).toBytes();
  }

  private static byte[] key(Key key) {
    return new RowWriter(1)
        .number(key.order())
        .text(key.execution().toString())
        .time(key.at())
        .toBytes();
  }

  private static byte[] held(Held held) {
    return new RowWriter(1)
        .number(held.order())
        .small(held.version())
        .text(held.digest().hex())
        .optional(held.partition())
        .small(held.run())
        .text(held.kind())
        .fields(held.inputs())
        .toBytes();
  }

  @Override
  public WorkflowState decode(Map<String, byte[]> rows) {
    return new WorkflowRows(rows).state();
  }

  @Override
  public Optional<Instant> due(WorkflowState state, String row) {
    return Optional.empty();
  }

  static Version version(RowReader in) {
    return switch (in.form()) {
      case 1 ->
          new WorkflowState.WorkflowVersion(new Digest(in.text()), DefinitionText.read(in.text()));
      case 2 -> new WorkflowState.TaskVersion(new Digest(in.text()), in.text());
      default -> throw in.unknownForm();
    };
  }
}
