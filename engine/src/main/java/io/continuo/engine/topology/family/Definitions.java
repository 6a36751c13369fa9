package io.continuo.engine.topology.family;

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
public final class Definitions {
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Map<String, Pinned> compiled = new ConcurrentHashMap<>();

  /** Key on the topic: {@code ns/name@digest}. */
  public static String key(WorkflowId workflow, Digest digest) {
    return workflow + "@" + digest;
  }

  public void put(String key, String canonical) {
    texts.put(key, canonical);
  }

  public void forget(String key) {
    texts.remove(key);
    compiled.remove(key);
  }

  public Optional<Pinned> find(String key) {
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
