package io.continuo.engine.domain.namespace;

import io.continuo.event.PauseScope;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * A namespace, or the installation, as its events leave it.
 *
 * @param members {@code namespace/name} of its workflows; of the installation, its namespaces
 * @param pauses scopes in which it stands still, each with who asked for it
 */
public record NamespaceState(PSortedSet<String> members, PSortedMap<PauseScope, String> pauses) {
  /** Without members. */
  public static final NamespaceState EMPTY = new NamespaceState(TreePSet.empty(), TreePMap.empty());

  NamespaceState with(String member) {
    return new NamespaceState(members.plus(member), pauses);
  }

  NamespaceState paused(PauseScope scope, String by) {
    return new NamespaceState(members, pauses.plus(scope, by));
  }

  NamespaceState resumed(PauseScope scope) {
    return new NamespaceState(members, pauses.minus(scope));
  }
}
