package io.continuo.gateway.view.fold;

import io.continuo.dataset.Landing;
import io.continuo.definition.partition.Partitions;
import io.continuo.event.DatasetEvent;
import io.continuo.event.Recorded;
import io.continuo.id.WorkflowId;
import java.util.Optional;

/** What each event of a dataset changes. */
final class DatasetFold {
  private static final String SEEN = "insert into dataset (name) values (?) on conflict do nothing";
  private static final String LANDED =
      """
      update dataset set last_landed_at = ?, partitions = partitions + ?,
        last_partition = case when last_partition is null or last_partition < ? then ? else last_partition end
      where name = ?
      """;
  private static final String PARTITION =
      """
      insert into dataset_partition (dataset, partition_label, landed_at, landings, landing, source, uri, execution)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (dataset, partition_label) do update set
        landed_at = excluded.landed_at, landings = excluded.landings, landing = excluded.landing,
        source = excluded.source, uri = excluded.uri, execution = excluded.execution
      """;
  private static final String LANDING =
      """
      insert into landing (dataset, partition_label, source, landing, number) values (?, ?, ?, ?, ?)
      on conflict (dataset, partition_label, source, landing) do update set number = excluded.number
      """;
  private static final String ADDED =
      """
      insert into dataset_workflow (dataset, role, workflow, grain, timezone) values (?, ?, ?, ?, ?)
      on conflict (dataset, role, workflow) do update set grain = excluded.grain, timezone = excluded.timezone
      """;
  private static final String REMOVED =
      "delete from dataset_workflow where dataset = ? and role = ? and workflow = ?";

  private DatasetFold() {}

  static void fold(Recorded<DatasetEvent> recorded, Batch batch) {
    String name = recorded.aggregate();
    switch (recorded.event()) {
      case DatasetEvent.PartitionLanded(Landing landing, int landings, _) -> {
        batch.also(SEEN, name);
        landed(recorded, landing, landings, batch);
      }
      case DatasetEvent.ConsumerAdded(var workflow) ->
          added(batch, name, "consumer", workflow, Optional.empty());
      case DatasetEvent.ConsumerRemoved(var workflow) ->
          batch.also(REMOVED, name, "consumer", workflow.toString());
      case DatasetEvent.ProducerAdded(var workflow, var partitions) ->
          added(batch, name, "producer", workflow, partitions);
      case DatasetEvent.ProducerRemoved(var workflow) ->
          batch.also(REMOVED, name, "producer", workflow.toString());
      case DatasetEvent.DatasetCommandRejected _ -> {}
    }
  }

  private static void landed(Recorded<?> recorded, Landing landing, int landings, Batch batch) {
    String name = recorded.aggregate();
    String label = landing.partition().orElse("");
    batch.also(LANDED, recorded.at(), landings == 1 ? 1 : 0, label, landing.partition(), name);
    batch.also(
        PARTITION,
        name,
        label,
        recorded.at(),
        landings,
        landing.id(),
        landing.source(),
        landing.uri(),
        landing.producer().map(producer -> producer.execution().toString()));
    batch.also(LANDING, name, label, landing.source(), landing.id(), landings);
  }

  private static void added(
      Batch batch, String name, String role, WorkflowId id, Optional<Partitions> partitions) {
    batch.also(SEEN, name);
    batch.also(
        ADDED,
        name,
        role,
        id.toString(),
        partitions.map(calendar -> calendar.grain().text()),
        partitions.map(calendar -> calendar.timezone().getId()));
  }
}
