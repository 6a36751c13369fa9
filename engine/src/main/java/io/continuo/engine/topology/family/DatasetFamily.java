package io.continuo.engine.topology.family;

import io.continuo.command.DatasetCommand;
import io.continuo.engine.domain.dataset.DatasetDecider;
import io.continuo.engine.domain.dataset.DatasetState;
import io.continuo.engine.snapshot.DatasetSnapshot;
import io.continuo.event.DatasetEvent;
import io.continuo.event.Recorded;
import io.continuo.id.Names;
import io.continuo.wire.Topics;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.dataset.DatasetCommandCodec;
import io.continuo.wire.codec.dataset.DatasetEventCodec;
import java.util.Map;
import java.util.Optional;

/** Datasets, by name. */
public final class DatasetFamily implements Family<DatasetState, DatasetCommand, DatasetEvent> {
  private final Topics topics;

  public DatasetFamily(Topics topics) {
    this.topics = topics;
  }

  @Override
  public String name() {
    return "dataset";
  }

  @Override
  public String commandTopic() {
    return topics.datasetCommands();
  }

  @Override
  public String eventTopic() {
    return topics.datasetEvents();
  }

  @Override
  public RecordCodec<DatasetCommand> commands() {
    return new DatasetCommandCodec();
  }

  @Override
  public RecordCodec<Recorded<DatasetEvent>> events() {
    return new DatasetEventCodec();
  }

  @Override
  public DatasetState initial() {
    return DatasetState.UNKNOWN;
  }

  @Override
  public Optional<Host<DatasetState, DatasetCommand, DatasetEvent>> host(
      String key, DatasetState state, DatasetCommand command) {
    if (!Names.isValid(key)) {
      throw new IllegalArgumentException("'" + key + "' is no name of a dataset");
    }
    return Optional.of(host(key, Map.of()));
  }

  @Override
  public Host<DatasetState, DatasetCommand, DatasetEvent> host(
      String key, Map<String, byte[]> rows) {
    return new Host<>(new DatasetDecider(key), new DatasetSnapshot());
  }

  @Override
  public DatasetEvent rejection(DatasetCommand command, String code, String message) {
    return new DatasetEvent.DatasetCommandRejected(
        command.getClass().getSimpleName(), code, message);
  }
}
