package io.continuo.gateway.view.query.data;

import io.continuo.dataset.Landing;
import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.gateway.view.query.Cursor;
import io.continuo.gateway.view.query.Labels;
import io.continuo.gateway.view.query.Page;
import io.continuo.id.WorkflowId;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;

/** Datasets in the read model. */
public final class Datasets {
  private static final String ALL =
      """
      select d.*,
        (select group_concat(w.workflow) from dataset_workflow w where w.dataset = d.name and w.role = 'producer') as producers,
        (select group_concat(w.workflow) from dataset_workflow w where w.dataset = d.name and w.role = 'consumer') as consumers
      from dataset d
      """;

  private final Jdbi jdbi;

  public Datasets(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<DatasetSummary> byName(String name) {
    return query(ALL + " where d.name = :name", Map.of("name", name)).stream().findFirst();
  }

  /** A page, by name. */
  public Page<DatasetSummary> list(Optional<String> name, Optional<String> cursor, int limit) {
    Map<String, Object> values = new HashMap<>();
    values.put("after", cursor.map(text -> Cursor.parse(text, 1).getFirst()).orElse(""));
    name.ifPresent(wanted -> values.put("name", wanted));
    String sql =
        ALL
            + " where d.name > :after"
            + (name.isPresent() ? " and d.name = :name" : "")
            + " order by d.name limit "
            + (limit + 1);
    return Page.of(query(sql, values), limit, last -> Cursor.of(last.name()));
  }

  /** A page of what has landed, newest label first. */
  public Page<LandedPartition> partitions(
      String dataset, Labels labels, Optional<String> cursor, int limit) {
    String sql =
        """
        select * from dataset_partition where dataset = :dataset and partition_label >= :from
          and partition_label < :to and partition_label < :before
        order by partition_label desc limit :limit
        """;
    List<LandedPartition> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("dataset", dataset)
                    .bind("from", labels.first())
                    .bind("to", labels.end())
                    .bind(
                        "before",
                        cursor.map(c -> Cursor.parse(c, 1).getFirst()).orElse(Labels.BEHIND))
                    .bind("limit", limit + 1)
                    .map((row, _) -> LandedPartition.read(row))
                    .list());
    return Page.of(found, limit, last -> Cursor.of(last.label().orElse("")));
  }

  /**
   * How long its partitions are and in which zone: as a producer says, or else as what has landed
   * shows; empty when nothing tells.
   */
  public Optional<Partitions> calendar(String name) {
    Optional<Partitions> declared =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select grain, timezone from dataset_workflow
                        where dataset = :name and role = 'producer' and grain is not null order by workflow limit 1
                        """)
                    .bind("name", name)
                    .map((row, _) -> calendar(row.getString("grain"), row.getString("timezone")))
                    .findFirst());
    return declared.or(
        () ->
            byName(name)
                .flatMap(DatasetSummary::lastPartition)
                .flatMap(PartitionLabel::parse)
                .map(label -> Partitions.of(label.grain())));
  }

  private static Partitions calendar(String grain, String zone) {
    return new Partitions(Grain.parse(grain).orElseThrow(), ZoneId.of(zone), Optional.empty());
  }

  /** How often the partition had landed with this landing; empty when it is not known. */
  public OptionalInt landing(String dataset, Landing landing) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select number from landing
                    where dataset = :dataset and partition_label = :partition
                      and source = :source and landing = :id
                    """)
                .bind("dataset", dataset)
                .bind("partition", landing.partition().orElse(""))
                .bind("source", landing.source())
                .bind("id", landing.id())
                .mapTo(Integer.class)
                .findFirst()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty));
  }

  /** Workflows whose newest versions consume it, whether or not it has heard of them yet. */
  public List<WorkflowId> readersOf(String dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select namespace, workflow from consumption where dataset = :dataset
                    order by namespace, workflow
                    """)
                .bind("dataset", dataset)
                .map(
                    (row, _) ->
                        new WorkflowId(row.getString("namespace"), row.getString("workflow")))
                .list());
  }

  private List<DatasetSummary> query(String sql, Map<String, Object> values) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bindMap(values)
                .map((row, _) -> DatasetSummary.read(row))
                .list());
  }
}
