package io.continuo.sdk.time;

import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.Pages;
import io.continuo.sdk.transport.Paths;
import io.continuo.sdk.transport.Transport;
import io.continuo.sdk.why.Why;
import java.util.stream.Stream;

/** The slots of a workflow: each has exactly one record, whatever became of it. */
public final class Slots {
  private final Transport transport;

  /** Made by the client. */
  public Slots(Transport transport) {
    this.transport = transport;
  }

  /** The newest first, fetched page by page. */
  public Stream<Slot> list(QualifiedName workflow, SlotQuery query) {
    Call call =
        at(workflow, "slots")
            .query("from", query.range().from())
            .query("to", query.range().to())
            .query("status", query.status())
            .query("limit", query.pageSize());
    return new Pages(transport).stream(call, Slot::read);
  }

  /** What the schedules will start next, and why then. */
  public NextSlots next(QualifiedName workflow, int count) {
    return transport.send(at(workflow, "next").query("count", count), NextSlots::read);
  }

  /** What an expected slot waits for; one that ran stands as its last run does. */
  public Why why(QualifiedName workflow, String slot) {
    return transport.send(
        Call.of("GET", Paths.below(workflow, "workflows", "slots", slot, "why")), Why::read);
  }

  private static Call at(QualifiedName workflow, String what) {
    return Call.of("GET", Paths.below(workflow, "workflows", what));
  }
}
