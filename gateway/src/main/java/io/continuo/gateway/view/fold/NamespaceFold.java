package io.continuo.gateway.view.fold;

import io.continuo.event.NamespaceEvent;
import io.continuo.event.Recorded;
import io.continuo.gateway.view.query.Pauses;

/** What each event of a namespace, or of the installation, changes. */
final class NamespaceFold {
  private static final String SEEN =
      "insert into namespace (name) values (?) on conflict do nothing";
  private static final String PAUSED =
      """
      insert into namespace (name, paused) values (?, ?)
      on conflict (name) do update set paused = paused | excluded.paused
      """;
  private static final String RESUMED = "update namespace set paused = paused & ~? where name = ?";

  private NamespaceFold() {}

  static void fold(Recorded<NamespaceEvent> recorded, Batch batch) {
    String name = recorded.aggregate();
    switch (recorded.event()) {
      case NamespaceEvent.WorkflowEnrolled _ -> seen(name, batch);
      case NamespaceEvent.NamespaceEnrolled(var namespace) -> seen(namespace, batch);
      case NamespaceEvent.NamespacePaused(var scope, _) ->
          batch.also(PAUSED, name, Pauses.bit(scope));
      case NamespaceEvent.NamespaceResumed(var scope, _) ->
          batch.also(RESUMED, Pauses.bit(scope), name);
      case NamespaceEvent.NamespaceCommandRejected _ -> {}
    }
  }

  static void seen(String namespace, Batch batch) {
    batch.also(SEEN, namespace);
  }
}
