package io.continuo.gateway.view;

import io.continuo.event.Recorded;
import io.continuo.wire.Topics;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionEventCodec;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.RunnerEventCodec;
import io.continuo.wire.codec.WorkflowEventCodec;
import io.continuo.wire.codec.backfill.BackfillEventCodec;
import io.continuo.wire.codec.dataset.DatasetEventCodec;
import io.continuo.wire.codec.limit.LimitEventCodec;
import io.continuo.wire.codec.namespace.NamespaceEventCodec;
import java.util.List;
import java.util.Map;

/** From a record of an events topic to the event. */
public final class EventReader {
  private final Map<String, RecordCodec<? extends Recorded<?>>> codecs;
  private final WireFormat format;
  private final Topics topics;

  public EventReader(WireFormat format, Topics topics) {
    this.format = format;
    this.topics = topics;
    this.codecs =
        Map.of(
            topics.workflowEvents(), new WorkflowEventCodec(),
            topics.executionEvents(), new ExecutionEventCodec(),
            topics.runnerEvents(), new RunnerEventCodec(),
            topics.datasetEvents(), new DatasetEventCodec(),
            topics.backfillEvents(), new BackfillEventCodec(),
            topics.limitEvents(), new LimitEventCodec(),
            topics.namespaceEvents(), new NamespaceEventCodec());
  }

  public WireFormat format() {
    return format;
  }

  /** The names of all topics. */
  public Topics names() {
    return topics;
  }

  /** The topics that hold events. */
  public List<String> topics() {
    return codecs.keySet().stream().sorted().toList();
  }

  /** Those of them in which somebody who asks cannot wait for the end of a transaction. */
  public List<String> answers() {
    return topics().stream()
        .filter(topic -> !topic.equals(topics.executionEvents()))
        .filter(topic -> !topic.equals(topics.runnerEvents()))
        .toList();
  }

  /**
   * Reads a record.
   *
   * @throws UndecodableException when the bytes are no event of that topic
   * @throws io.continuo.wire.SchemaStoreUnavailableException when the registry does not answer
   */
  public Recorded<?> read(String topic, byte[] bytes) {
    RecordCodec<? extends Recorded<?>> codec = codecs.get(topic);
    if (codec == null) {
      throw new UndecodableException("topic " + topic + " holds no events");
    }
    return codec.decode(format.read(bytes));
  }
}
