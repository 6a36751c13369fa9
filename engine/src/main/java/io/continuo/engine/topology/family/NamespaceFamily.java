package io.continuo.engine.topology.family;

import io.continuo.command.NamespaceCommand;
import io.continuo.engine.domain.namespace.NamespaceDecider;
import io.continuo.engine.domain.namespace.NamespaceState;
import io.continuo.engine.snapshot.NamespaceSnapshot;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.Recorded;
import io.continuo.id.Names;
import io.continuo.wire.Topics;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.namespace.NamespaceCommandCodec;
import io.continuo.wire.codec.namespace.NamespaceEventCodec;
import java.util.Map;
import java.util.Optional;

/** Namespaces, by name, and the installation, by {@link NamespaceCommand#INSTALLATION}. */
public final class NamespaceFamily
    implements Family<NamespaceState, NamespaceCommand, NamespaceEvent> {
  private final Topics topics;

  public NamespaceFamily(Topics topics) {
    this.topics = topics;
  }

  @Override
  public String name() {
    return "namespace";
  }

  @Override
  public String commandTopic() {
    return topics.namespaceCommands();
  }

  @Override
  public String eventTopic() {
    return topics.namespaceEvents();
  }

  @Override
  public RecordCodec<NamespaceCommand> commands() {
    return new NamespaceCommandCodec();
  }

  @Override
  public RecordCodec<Recorded<NamespaceEvent>> events() {
    return new NamespaceEventCodec();
  }

  @Override
  public NamespaceState initial() {
    return NamespaceState.EMPTY;
  }

  @Override
  public Optional<Host<NamespaceState, NamespaceCommand, NamespaceEvent>> host(
      String key, NamespaceState state, NamespaceCommand command) {
    return Optional.of(host(key, Map.of()));
  }

  @Override
  public Host<NamespaceState, NamespaceCommand, NamespaceEvent> host(
      String key, Map<String, byte[]> rows) {
    if (!key.equals(NamespaceCommand.INSTALLATION) && !Names.isValid(key)) {
      throw new IllegalArgumentException("'" + key + "' is neither a namespace nor '*'");
    }
    return new Host<>(new NamespaceDecider(key), new NamespaceSnapshot());
  }

  @Override
  public NamespaceEvent rejection(NamespaceCommand command, String code, String message) {
    return new NamespaceEvent.NamespaceCommandRejected(
        command.getClass().getSimpleName(), code, message);
  }
}
