package io.continuo.engine.topology;

import io.continuo.engine.domain.execution.Pinned;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import io.continuo.wire.DefinitionText;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Definitions by digest, as the {@code definitions} topic has shown them to this process; shared by
 * its stream threads. Text is kept; a definition is compiled when the first execution asks for it.
 */
final class Definitions {
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Map<String, Pinned> compiled = new ConcurrentHashMap<>();

  /** Key on the topic: {@code ns/name@digest}. */
  static String key(WorkflowId workflow, Digest digest) {
    return workflow + "@" + digest;
  }

  void put(String key, String canonical) {
    texts.put(key, canonical);
  }

  void forget(String key) {
    texts.remove(key);
    compiled.remove(key);
  }

  Optional<Pinned> find(String key) {
    Pinned pinned = compiled.get(key);
    if (pinned != null) {
      return Optional.of(pinned);
    }
    String text = texts.get(key);
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(compiled.computeIfAbsent(key, k -> Pinned.of(DefinitionText.read(text))));
  }
}
