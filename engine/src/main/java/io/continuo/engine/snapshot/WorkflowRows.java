package io.continuo.engine.snapshot;

import io.continuo.engine.domain.workflow.Ledger;
import io.continuo.engine.domain.workflow.Waiting;
import io.continuo.engine.domain.workflow.WorkflowState;
import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Key;
import io.continuo.engine.domain.workflow.WorkflowState.Live;
import io.continuo.engine.domain.workflow.WorkflowState.Purpose;
import io.continuo.engine.domain.workflow.WorkflowState.Version;
import io.continuo.event.PauseScope;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import io.continuo.wire.DefinitionText;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** The rows of a workflow, sorted back into its state. */
final class WorkflowRows {
  private final Map<Integer, Version> versions = new HashMap<>();
  private final Map<String, String> followers = new HashMap<>();
  private final Map<ExecutionId, Live> live = new HashMap<>();
  private final Map<ExecutionId, Held> held = new HashMap<>();
  private final Map<String, Key> keys = new HashMap<>();
  private final Map<String, Ledger.Span> spans = new HashMap<>();
  private final Map<Integer, LocalDateTime> cursors = new HashMap<>();
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Map<String, Long> heard = new HashMap<>();
  private PSortedSet<PauseScope> pauses = TreePSet.empty();
  private Optional<Instant> caughtUp = Optional.empty();
  private Optional<Instant> resumed = Optional.empty();
  private int latest;
  private long triggered;
  private long started;

  WorkflowRows(Map<String, byte[]> rows) {
    new TreeMap<>(rows).forEach((row, bytes) -> add(row, new RowReader(bytes)));
  }

  private void add(String row, RowReader in) {
    if (row.equals(WorkflowSnapshot.HEAD)) {
      head(in);
      return;
    }
    String name = row.substring(2);
    switch (row.substring(0, 2)) {
      case WorkflowSnapshot.VERSION -> versions.put(Integer.valueOf(name), version(in));
      case WorkflowSnapshot.FOLLOWER -> followers.put(name, in.text());
      case WorkflowSnapshot.LIVE ->
          live.put(ExecutionId.parse(name), new Live(in.number(), in.flag(), purpose(in)));
      case WorkflowSnapshot.HELD -> held.put(ExecutionId.parse(name), held(in));
      case WorkflowSnapshot.KEY ->
          keys.put(name, new Key(in.number(), ExecutionId.parse(in.text()), in.time()));
      case WorkflowSnapshot.SPAN -> spans.put(name, span(name, in));
      case WorkflowSnapshot.CURSOR ->
          cursors.put(Integer.valueOf(name), LocalDateTime.parse(in.text()));
      case WorkflowSnapshot.HEARD -> heard.put(name, in.number());
      case WorkflowSnapshot.WAITING -> waiting.put(name, waiting(in));
      default -> throw new IllegalStateException("no row is called " + row);
    }
  }

  /**
   * Rows of form 1 are of the version before schedules. Up to form 2 what is live was numbered by
   * its trigger: what starts from now on comes after all of that.
   */
  private void head(RowReader in) {
    if (in.form() == 1) {
      pauses = in.flag() ? pauses.plus(PauseScope.WORKFLOW) : pauses;
      latest = in.small();
      triggered = in.number();
      started = triggered;
      return;
    }
    latest = in.small();
    triggered = in.number();
    for (PauseScope scope : PauseScope.values()) {
      pauses = in.flag() ? pauses.plus(scope) : pauses;
    }
    caughtUp = in.flag() ? Optional.of(in.time()) : Optional.empty();
    resumed = in.flag() ? Optional.of(in.time()) : Optional.empty();
    started = in.form() == 2 ? triggered : in.number();
  }

  private static Version version(RowReader in) {
    return switch (in.form()) {
      case 1 ->
          WorkflowState.WorkflowVersion.of(new Digest(in.text()), DefinitionText.read(in.text()));
      case 2 -> new WorkflowState.TaskVersion(new Digest(in.text()), in.text());
      default -> throw in.unknownForm();
    };
  }

  private static Purpose purpose(RowReader in) {
    return in.form() == 1
        ? new Purpose("manual", "", Optional.empty(), 1, "")
        : new Purpose(in.text(), in.text(), in.optional(), in.small(), in.text());
  }

  private static Held held(RowReader in) {
    long order = in.number();
    int version = in.small();
    Digest digest = new Digest(in.text());
    if (in.form() == 1) {
      Optional<String> partition = in.optional();
      int run = in.small();
      String kind = in.text();
      return new Held(
          order, version, digest, in.fields(), new Purpose(kind, "", partition, run, ""));
    }
    return new Held(order, version, digest, in.fields(), purpose(in));
  }

  private static Ledger.Span span(String from, RowReader in) {
    return in.form() == 1
        ? new Ledger.Span(from, in.small(), Ledger.Last.OPEN)
        : new Ledger.Span(in.text(), in.small(), Ledger.Last.valueOf(in.text()));
  }

  private static Waiting waiting(RowReader in) {
    PSortedMap<String, Waiting.Landed> landed = TreePMap.empty();
    int datasets = in.small();
    for (int i = 0; i < datasets; i++) {
      String dataset = in.text();
      String zone = in.text();
      PSortedSet<String> labels = TreePSet.empty();
      int count = in.small();
      for (int label = 0; label < count; label++) {
        labels = labels.plus(in.text());
      }
      landed =
          landed.plus(
              dataset,
              new Waiting.Landed(
                  zone.equals(ZoneOffset.UTC.getId()) ? ZoneOffset.UTC : ZoneId.of(zone), labels));
    }
    return new Waiting(landed);
  }

  WorkflowState state() {
    return new WorkflowState(
        pauses,
        latest,
        TreePMap.from(versions),
        TreePMap.from(followers),
        new WorkflowState.Runs(
            triggered,
            started,
            ordered(live, Live::order),
            ordered(held, Held::order),
            ordered(keys, Key::order),
            new Ledger(TreePMap.from(spans))),
        new WorkflowState.Slots(
            TreePMap.from(cursors),
            TreePMap.from(waiting),
            TreePMap.from(heard),
            caughtUp,
            resumed));
  }

  /** In the order in which the events put them in. */
  private static <K, V> PMap<K, V> ordered(Map<K, V> rows, ToLongFunction<V> order) {
    PMap<K, V> sorted = OrderedPMap.empty();
    for (Map.Entry<K, V> row :
        rows.entrySet().stream()
            .sorted(Comparator.comparingLong(e -> order.applyAsLong(e.getValue())))
            .toList()) {
      sorted = sorted.plus(row.getKey(), row.getValue());
    }
    return sorted;
  }
}
