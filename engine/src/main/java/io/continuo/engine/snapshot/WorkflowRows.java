package io.continuo.engine.snapshot;

import io.continuo.engine.domain.workflow.WorkflowState;
import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Key;
import io.continuo.engine.domain.workflow.WorkflowState.Live;
import io.continuo.engine.domain.workflow.WorkflowState.Version;
import io.continuo.id.Digest;
import io.continuo.id.ExecutionId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/** The rows of a workflow, sorted back into its state. */
final class WorkflowRows {
  private final Map<Integer, Version> versions = new HashMap<>();
  private final Map<ExecutionId, Live> live = new HashMap<>();
  private final Map<ExecutionId, Held> held = new HashMap<>();
  private final Map<String, Key> keys = new HashMap<>();
  private final Map<String, Integer> runs = new HashMap<>();
  private boolean paused;
  private int latest;
  private long triggered;

  WorkflowRows(Map<String, byte[]> rows) {
    new TreeMap<>(rows).forEach((row, bytes) -> add(row, new RowReader(bytes)));
  }

  private void add(String row, RowReader in) {
    String name = row.length() < 2 ? "" : row.substring(2);
    switch (row.charAt(0)) {
      case 'w' -> {
        paused = in.flag();
        latest = in.small();
        triggered = in.number();
      }
      case 'v' -> versions.put(Integer.valueOf(name), WorkflowSnapshot.version(in));
      case 'l' -> live.put(ExecutionId.parse(name), new Live(in.number(), in.flag()));
      case 'h' ->
          held.put(
              ExecutionId.parse(name),
              new Held(
                  in.number(),
                  in.small(),
                  new Digest(in.text()),
                  in.optional(),
                  in.small(),
                  in.text(),
                  in.fields()));
      case 'k' -> keys.put(name, new Key(in.number(), ExecutionId.parse(in.text()), in.time()));
      case 'r' -> runs.put(name, in.small());
      default -> throw new IllegalStateException("no row is called " + row);
    }
  }

  WorkflowState state() {
    return new WorkflowState(
        paused,
        latest,
        triggered,
        HashTreePMap.from(versions),
        ordered(live, Live::order),
        ordered(held, Held::order),
        ordered(keys, Key::order),
        HashTreePMap.from(runs));
  }

  /** In the order of their triggers, as the events put them in. */
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
