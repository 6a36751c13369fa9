package io.continuo.gateway.view.query.time;

import io.continuo.id.WorkflowId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The records of expected slots in the read model. */
public final class Slots {
  /** A run that is being cancelled still runs. */
  private static final String SHOWN =
      """
      select s.*, e.status as execution_status, coalesce(e.message, s.reason) as why, e.trigger_kind, e.trigger_origin, e.started_at, e.ended_at,
        case when e.status is null then s.status when e.status = 'cancelling' then 'running' else e.status end as shown
      from slot s left join execution e on e.id = s.execution
      where s.namespace = :namespace and s.workflow = :workflow
      """;

  private static final String LANDINGS =
      """
      select * from slot_landing where namespace = :namespace and workflow = :workflow and slot = :slot
      """;

  private final Jdbi jdbi;

  public Slots(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How many landings counted for a slot, and how many did not. */
  public record Counts(int joined, int ignored) {
    public static final Counts NONE = new Counts(0, 0);
  }

  /** Slots that wait or ran, newest first, before that label. */
  List<SlotSummary> before(WorkflowId id, SlotFilter filter, String before, int limit) {
    Map<String, Object> values = values(id);
    values.put("from", filter.labels().first());
    values.put("to", filter.labels().end());
    values.put("before", before);
    String sql =
        "select * from ("
            + SHOWN
            + " and s.slot >= :from and s.slot < :to and s.slot < :before) where 1 = 1"
            + in("shown", filter, values)
            + " order by slot desc limit "
            + limit;
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql).bindMap(values).map((row, _) -> SlotSummary.read(row)).list());
  }

  /** Ranges that hold slots before that label, newest end first. */
  List<PassedSlots> passedBefore(WorkflowId id, SlotFilter filter, String before, int limit) {
    Map<String, Object> values = values(id);
    values.put("from", filter.labels().first());
    values.put("to", filter.labels().end());
    values.put("before", before);
    String sql =
        """
        select * from passed_slots where namespace = :namespace and workflow = :workflow
          and last_slot >= :from and first_slot < :to and first_slot < :before
        """
            + in("status", filter, values)
            + " order by last_slot desc limit "
            + limit;
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql).bindMap(values).map((row, _) -> PassedSlots.read(row)).list());
  }

  private static String in(String column, SlotFilter filter, Map<String, Object> values) {
    if (filter.statuses().isEmpty()) {
      return "";
    }
    StringBuilder names = new StringBuilder();
    for (String status : filter.statuses()) {
      String name = "status" + values.size();
      names.append(names.isEmpty() ? ":" : ", :").append(name);
      values.put(name, status);
    }
    return " and " + column + " in (" + names + ")";
  }

  /** A slot that waits or ran. */
  public Optional<SlotSummary> find(WorkflowId id, String slot) {
    Map<String, Object> values = values(id);
    values.put("slot", slot);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SHOWN + " and s.slot = :slot")
                .bindMap(values)
                .map((row, _) -> SlotSummary.read(row))
                .findFirst());
  }

  /** Landings of a slot that counted, or that did not, by dataset and partition. */
  public List<SlotLanding> landings(WorkflowId id, String slot, boolean ignored, int limit) {
    Map<String, Object> values = values(id);
    values.put("slot", slot);
    String sql =
        LANDINGS
            + (ignored ? " and ignored is not null" : " and ignored is null")
            + " order by dataset, partition_label, landing limit "
            + limit;
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql).bindMap(values).map((row, _) -> SlotLanding.read(row)).list());
  }

  /** What is known of that landing for the slot. */
  public Optional<SlotLanding> landing(WorkflowId id, String slot, String landing) {
    Map<String, Object> values = values(id);
    values.put("slot", slot);
    values.put("landing", landing);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LANDINGS + " and landing = :landing limit 1")
                .bindMap(values)
                .map((row, _) -> SlotLanding.read(row))
                .findFirst());
  }

  /** Partitions of the dataset that count for the slot so far. */
  public Set<String> landed(WorkflowId id, String slot, String dataset) {
    Map<String, Object> values = values(id);
    values.put("slot", slot);
    values.put("dataset", dataset);
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(
                        LANDINGS.replace("*", "partition_label")
                            + " and dataset = :dataset and ignored is null")
                    .bindMap(values)
                    .mapTo(String.class)
                    .list()));
  }

  /** Slots from that label on that have ever run, or begun to. */
  Set<String> ranSince(WorkflowId id, String from) {
    Map<String, Object> values = values(id);
    values.put("from", from);
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(
                        """
                        select slot from slot where namespace = :namespace and workflow = :workflow
                          and slot >= :from and execution is not null
                        """)
                    .bindMap(values)
                    .mapTo(String.class)
                    .list()));
  }

  public Counts counts(WorkflowId id, String slot) {
    Map<String, Object> values = values(id);
    values.put("slot", slot);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LANDINGS.replace("*", "count(*) as heard, count(ignored) as ignored"))
                .bindMap(values)
                .map(
                    (row, _) ->
                        new Counts(
                            row.getInt("heard") - row.getInt("ignored"), row.getInt("ignored")))
                .one());
  }

  private static Map<String, Object> values(WorkflowId id) {
    return new HashMap<>(Map.of("namespace", id.namespace(), "workflow", id.name()));
  }
}
