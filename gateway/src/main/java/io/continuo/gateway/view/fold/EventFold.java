package io.continuo.gateway.view.fold;

import io.continuo.event.BackfillEvent;
import io.continuo.event.DatasetEvent;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.LimitEvent;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.Recorded;
import io.continuo.event.RunnerEvent;
import io.continuo.event.WorkflowEvent;

/** Gathers what events change. */
public final class EventFold {
  private EventFold() {}

  /**
   * Adds an event to a batch.
   *
   * @param bytes the record as it stands on the topic
   */
  public static void add(Recorded<?> recorded, byte[] bytes, Batch batch) {
    switch (recorded.event()) {
      case ExecutionEvent event -> {
        batch.event(recorded.aggregate(), recorded.sequence(), bytes);
        ExecutionFold.fold(as(recorded, event), batch);
      }
      case WorkflowEvent event -> WorkflowFold.fold(as(recorded, event), batch);
      case RunnerEvent event -> RunnerFold.fold(as(recorded, event), batch);
      case DatasetEvent event -> DatasetFold.fold(as(recorded, event), batch);
      case BackfillEvent event -> BackfillFold.fold(as(recorded, event), batch);
      case LimitEvent event -> LimitFold.fold(as(recorded, event), batch);
      case NamespaceEvent event -> NamespaceFold.fold(as(recorded, event), batch);
      default -> throw new IllegalArgumentException("no view of " + recorded);
    }
  }

  private static <E> Recorded<E> as(Recorded<?> recorded, E event) {
    return new Recorded<>(
        recorded.aggregate(), recorded.sequence(), recorded.cause(), recorded.at(), event);
  }
}
