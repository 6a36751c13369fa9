package io.continuo.gateway.view;

import io.continuo.event.ExecutionEvent;
import io.continuo.event.Recorded;
import io.continuo.event.RunnerEvent;
import io.continuo.event.WorkflowEvent;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionEventCodec;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.RunnerEventCodec;
import io.continuo.wire.codec.WorkflowEventCodec;
import java.util.List;

/** From a record of an events topic to the event. */
public final class EventReader {
  private final RecordCodec<Recorded<ExecutionEvent>> executions = new ExecutionEventCodec();
  private final RecordCodec<Recorded<WorkflowEvent>> workflows = new WorkflowEventCodec();
  private final RecordCodec<Recorded<RunnerEvent>> runners = new RunnerEventCodec();
  private final WireFormat format;
  private final Topics topics;

  public EventReader(WireFormat format, Topics topics) {
    this.format = format;
    this.topics = topics;
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
    return List.of(topics.workflowEvents(), topics.executionEvents(), topics.runnerEvents());
  }

  /**
   * Reads a record.
   *
   * @throws io.continuo.wire.UndecodableException when the bytes are no event of that topic
   * @throws io.continuo.wire.SchemaStoreUnavailableException when the registry does not answer
   */
  public Recorded<?> read(String topic, byte[] bytes) {
    var wire = format.read(bytes);
    if (topic.equals(topics.executionEvents())) {
      return executions.decode(wire);
    }
    return topic.equals(topics.workflowEvents()) ? workflows.decode(wire) : runners.decode(wire);
  }
}
