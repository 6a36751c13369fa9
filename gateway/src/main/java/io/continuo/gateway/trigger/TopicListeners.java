package io.continuo.gateway.trigger;

import io.continuo.gateway.view.query.DefinitionSummary;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.data.KafkaTriggers;
import io.continuo.wire.DefinitionText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workflows that listen to topics, as of the last look; for one thread. */
public final class TopicListeners {
  private static final Logger LOG = LoggerFactory.getLogger(TopicListeners.class);

  private final KafkaTriggers triggers;
  private final Definitions definitions;
  private final LongSupplier folded;
  private long seen = -1;
  private List<KafkaTriggers.Topic> topics = List.of();
  private Map<String, List<KafkaTriggers.Listener>> known = Map.of();
  private final Map<KafkaTriggers.Listener, TopicListener> compiled = new HashMap<>();

  /**
   * @param folded how many events the read model has folded: without another there is nothing to
   *     look for
   */
  public TopicListeners(KafkaTriggers triggers, Definitions definitions, LongSupplier folded) {
    this.triggers = triggers;
    this.definitions = definitions;
    this.folded = folded;
  }

  /** Looks again which topics are named. */
  List<KafkaTriggers.Topic> topics() {
    long now = folded.getAsLong();
    if (now != seen) {
      List<KafkaTriggers.Listener> all = triggers.all();
      compiled.keySet().retainAll(Set.copyOf(all));
      known = all.stream().collect(Collectors.groupingBy(KafkaTriggers.Listener::topic));
      topics = KafkaTriggers.topics(all);
      seen = now;
    }
    return topics;
  }

  /** Those who listen to a topic. */
  List<TopicListener> of(String topic) {
    return known.getOrDefault(topic, List.of()).stream()
        .map(listener -> compiled.computeIfAbsent(listener, this::compile))
        .toList();
  }

  private TopicListener compile(KafkaTriggers.Listener listener) {
    Optional<DefinitionSummary> version =
        definitions.version(Definitions.Kind.WORKFLOW, listener.workflow(), listener.version());
    try {
      return version
          .flatMap(DefinitionSummary::canonical)
          .map(text -> TopicListener.of(DefinitionText.read(text), listener.topic()))
          .orElseGet(() -> new TopicListener(listener.workflow(), List.of()));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "{} does not listen to {}, register it anew: {}",
          listener.workflow(),
          listener.topic(),
          e.getMessage());
      return new TopicListener(listener.workflow(), List.of());
    }
  }
}
