package io.continuo.engine.snapshot;

import io.continuo.definition.partition.PartitionLabel;
import io.continuo.engine.domain.backfill.BackfillDecider;
import io.continuo.engine.domain.backfill.BackfillFolding;
import io.continuo.engine.domain.backfill.BackfillState;
import io.continuo.engine.domain.backfill.BackfillState.Live;
import io.continuo.engine.domain.backfill.BackfillState.Phase;
import io.continuo.engine.domain.backfill.BackfillState.Slot;
import io.continuo.engine.domain.backfill.Course;
import io.continuo.engine.domain.backfill.Pace;
import io.continuo.event.BackfillEvent;
import io.continuo.event.BackfillEvent.BackfillStatus;
import io.continuo.id.WorkflowId;
import io.continuo.wire.codec.backfill.PlanJson;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * A backfill as a head row, the plan that never changes, and one row per slot that is under way or
 * waits downstream. Of one that has ended, the head stays.
 */
public final class BackfillSnapshot implements Snapshot<BackfillState, BackfillEvent> {
  public static final String HEAD = "b";
  private static final String PLAN = "p";
  private static final String UNDER_WAY = "u";
  private static final String WAITING = "w";

  /** Without a pace, as rows of before had none. */
  private static final int LIVE_UNPACED = 1;

  private static final int ENDED = 2;
  private static final int LIVE = 3;

  @Override
  public Collection<String> touched(BackfillState before, BackfillEvent event, Instant at) {
    return switch (event) {
      case BackfillEvent.BackfillCreated e ->
          Stream.concat(
                  Stream.of(HEAD, PLAN),
                  new Course(e.plan(), e.reverse(), e.skipSucceeded(), e.inputs())
                      .downstream()
                      .map(slot -> row(WAITING, slot)))
              .toList();
      case BackfillEvent.BackfillSlotStarted e -> slot((Live) before, e.workflow(), e.slot());
      case BackfillEvent.BackfillSlotEnded e -> slotAndChildren((Live) before, e);
      case BackfillEvent.BackfillEdited e -> List.of(HEAD);
      case BackfillEvent.BackfillPaused e -> List.of(HEAD);
      case BackfillEvent.BackfillResumed e -> List.of(HEAD);
      case BackfillEvent.BackfillStopping e -> List.of(HEAD);
      case BackfillEvent.BackfillEnded e ->
          Stream.concat(
                  Stream.of(HEAD, PLAN),
                  ((Live) before).waiting().keySet().stream().map(slot -> row(WAITING, slot)))
              .toList();
      case BackfillEvent.BackfillCommandRejected e -> List.of();
    };
  }

  private static List<String> slot(Live before, WorkflowId workflow, String label) {
    return before.course().slot(workflow, label).stream()
        .flatMap(slot -> Stream.of(HEAD, row(UNDER_WAY, slot), row(WAITING, slot)))
        .toList();
  }

  private static List<String> slotAndChildren(Live before, BackfillEvent.BackfillSlotEnded e) {
    Stream<Slot> children =
        before
            .course()
            .slot(e.workflow(), e.slot())
            .map(before.course()::children)
            .orElse(Stream.of())
            .filter(child -> before.waiting().get(child) != null);
    return Stream.concat(
            slot(before, e.workflow(), e.slot()).stream(),
            children.map(child -> row(WAITING, child)))
        .toList();
  }

  private static String row(String kind, Slot slot) {
    return kind + slot.step() + "/" + slot.label();
  }

  @Override
  public Optional<byte[]> encode(BackfillState state, String row) {
    return switch (state) {
      case BackfillState.Absent() -> Optional.empty();
      case BackfillState.Ended(var status) ->
          row.equals(HEAD)
              ? Optional.of(new RowWriter(ENDED).text(status.name()).toBytes())
              : Optional.empty();
      case Live live -> encode(live, row);
    };
  }

  private static Optional<byte[]> encode(Live live, String row) {
    return switch (row.substring(0, 1)) {
      case HEAD ->
          Optional.of(
              new RowWriter(LIVE)
                  .text(live.phase().name())
                  .small(live.concurrency())
                  .number(live.begun())
                  .flag(live.flawed())
                  .time(live.pace().since())
                  .small(live.pace().begun())
                  .toBytes());
      case PLAN -> Optional.of(plan(live.course()));
      case UNDER_WAY ->
          live.underWay().contains(slot(row))
              ? Optional.of(new RowWriter(1).toBytes())
              : Optional.empty();
      case WAITING ->
          Optional.ofNullable(live.waiting().get(slot(row)))
              .map(parents -> new RowWriter(1).small(parents).toBytes());
      default -> throw new IllegalStateException("no row is called " + row);
    };
  }

  private static byte[] plan(Course course) {
    return new RowWriter(1)
        .text(PlanJson.write(course.plan()))
        .flag(course.reverse())
        .flag(course.skipSucceeded())
        .fields(course.inputs())
        .toBytes();
  }

  private static Slot slot(String row) {
    int slash = row.indexOf('/', 2);
    return new Slot(
        Integer.parseInt(row.substring(1, slash)),
        PartitionLabel.parse(row.substring(slash + 1)).orElseThrow());
  }

  @Override
  public BackfillState decode(Map<String, byte[]> rows) {
    RowReader head = new RowReader(Objects.requireNonNull(rows.get(HEAD), "no head row"));
    return switch (head.form()) {
      case LIVE, LIVE_UNPACED -> live(head, rows);
      case ENDED -> new BackfillState.Ended(BackfillStatus.valueOf(head.text()));
      default -> throw head.unknownForm();
    };
  }

  private static Live live(RowReader head, Map<String, byte[]> rows) {
    Set<Slot> underWay = new HashSet<>();
    Map<Slot, Integer> waiting = new HashMap<>();
    rows.forEach(
        (row, bytes) -> {
          switch (row.substring(0, 1)) {
            case UNDER_WAY -> underWay.add(slot(row));
            case WAITING -> waiting.put(slot(row), new RowReader(bytes).small());
            default -> {}
          }
        });
    Course course = plan(new RowReader(Objects.requireNonNull(rows.get(PLAN), "no plan row")));
    return new Live(
        course,
        Phase.valueOf(head.text()),
        head.small(),
        head.number(),
        head.flag(),
        TreePSet.from(underWay),
        TreePMap.from(waiting),
        BackfillFolding.ready(course, waiting),
        head.form() == LIVE_UNPACED ? Pace.FRESH : new Pace(head.time(), head.small()));
  }

  private static Course plan(RowReader in) {
    return new Course(PlanJson.read(in.text()), in.flag(), in.flag(), in.fields());
  }

  @Override
  public Optional<Instant> due(BackfillState state, String row) {
    return row.equals(HEAD) ? BackfillDecider.due(state) : Optional.empty();
  }
}
