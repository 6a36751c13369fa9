package io.continuo.engine.snapshot;

import io.continuo.engine.domain.namespace.NamespaceState;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.PauseScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** A namespace, or the installation, as one row per member and per pause. */
public final class NamespaceSnapshot implements Snapshot<NamespaceState, NamespaceEvent> {
  private static final String MEMBER = "m/";
  private static final String PAUSE = "p/";

  @Override
  public Collection<String> touched(NamespaceState before, NamespaceEvent event, Instant at) {
    return switch (event) {
      case NamespaceEvent.WorkflowEnrolled e -> List.of(MEMBER + e.workflow());
      case NamespaceEvent.NamespaceEnrolled e -> List.of(MEMBER + e.namespace());
      case NamespaceEvent.NamespacePaused e -> List.of(PAUSE + e.scope());
      case NamespaceEvent.NamespaceResumed e -> List.of(PAUSE + e.scope());
      case NamespaceEvent.NamespaceCommandRejected e -> List.of();
    };
  }

  @Override
  public Optional<byte[]> encode(NamespaceState state, String row) {
    String name = row.substring(MEMBER.length());
    if (row.startsWith(MEMBER)) {
      return state.members().contains(name)
          ? Optional.of(new RowWriter(1).toBytes())
          : Optional.empty();
    }
    return Optional.ofNullable(state.pauses().get(PauseScope.valueOf(name)))
        .map(by -> new RowWriter(1).text(by).toBytes());
  }

  @Override
  public NamespaceState decode(Map<String, byte[]> rows) {
    List<String> members = new ArrayList<>();
    Map<PauseScope, String> pauses = new TreeMap<>();
    rows.forEach(
        (row, bytes) -> {
          String name = row.substring(MEMBER.length());
          if (row.startsWith(MEMBER)) {
            members.add(name);
          } else {
            pauses.put(PauseScope.valueOf(name), new RowReader(bytes).text());
          }
        });
    return new NamespaceState(TreePSet.from(members), TreePMap.from(pauses));
  }

  @Override
  public Optional<Instant> due(NamespaceState state, String row) {
    return Optional.empty();
  }
}
