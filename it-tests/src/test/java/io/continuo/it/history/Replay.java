package io.continuo.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.engine.domain.execution.ExecutionDecider;
import io.continuo.engine.domain.execution.ExecutionState;
import io.continuo.engine.snapshot.ExecutionSnapshot;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.Recorded;
import io.continuo.id.ExecutionId;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Folds events into the rows that an engine which had seen only them would keep. */
public final class Replay {
  private Replay() {}

  /** The rows in the engine's changelog equal, byte for byte, what the events fold to. */
  public static void assertEqual(History history) {
    Map<String, String> live = hex(history.rows());
    assertThat(live).as("rows of executions, and their replay").isEqualTo(hex(rows(history)));
    System.out.println("chaos: " + live.size() + " rows of live state equal their replay");
  }

  private static Map<String, String> hex(Map<String, byte[]> rows) {
    Map<String, String> hex = new TreeMap<>();
    rows.forEach((key, bytes) -> hex.put(key, HexFormat.of().formatHex(bytes)));
    return hex;
  }

  /** Rows of all executions that are live after their last event, by their keys in the store. */
  public static Map<String, byte[]> rows(History history) {
    Map<String, byte[]> rows = new TreeMap<>();
    history.executions().keySet().forEach(execution -> rows.putAll(rows(history, execution)));
    return rows;
  }

  private static Map<String, byte[]> rows(History history, String execution) {
    ExecutionDecider decider =
        new ExecutionDecider(ExecutionId.parse(execution), history.pinned(execution));
    ExecutionSnapshot snapshot = new ExecutionSnapshot(history.pinned(execution));
    ExecutionState state = ExecutionState.ABSENT;
    Set<String> touched = new HashSet<>();
    List<Recorded<ExecutionEvent>> events = history.eventsOf(execution);
    for (Recorded<ExecutionEvent> recorded : events) {
      touched.addAll(snapshot.touched(state, recorded.event(), recorded.at()));
      state = decider.evolve(state, recorded.event(), recorded.at());
    }
    Map<String, byte[]> rows = new TreeMap<>();
    if (state instanceof ExecutionState.Live live) {
      for (String row : touched) {
        snapshot.encode(live, row).ifPresent(bytes -> rows.put(execution + "\0" + row, bytes));
      }
      byte[] last = ByteBuffer.allocate(8).putLong(events.getLast().sequence()).array();
      rows.put(execution + "\0#", last);
    }
    return rows;
  }
}
