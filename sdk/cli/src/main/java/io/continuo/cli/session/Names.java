package io.continuo.cli.session;

import io.continuo.cli.failure.CommandException;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.model.RegisteredTask;
import io.continuo.sdk.model.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What users type for a workflow or a task: {@code namespace/name}, or the bare name where only one
 * namespace has it.
 */
public final class Names {
  private final ContinuoClient client;
  private final Optional<String> namespace;

  public Names(ContinuoClient client, Optional<String> namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  public QualifiedName workflow(String typed) {
    return known(typed)
        .orElseGet(
            () -> only("workflow", typed, client.workflows().named(typed).map(Workflow::id)));
  }

  public QualifiedName task(String typed) {
    return known(typed)
        .orElseGet(() -> only("task", typed, client.tasks().named(typed).map(RegisteredTask::id)));
  }

  private Optional<QualifiedName> known(String typed) {
    try {
      return typed.indexOf('/') >= 0
          ? Optional.of(QualifiedName.parse(typed))
          : namespace.map(space -> new QualifiedName(space, typed));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          "'" + typed + "' is no name; write namespace/name, e.g. finance/daily-revenue");
    }
  }

  private static QualifiedName only(String kind, String typed, Stream<QualifiedName> found) {
    List<QualifiedName> candidates = found.limit(20).toList();
    if (candidates.isEmpty()) {
      throw CommandException.notFound(
          "no namespace has a "
              + kind
              + " '"
              + typed
              + "'; 'continuo list "
              + kind
              + "s' shows what there is");
    }
    if (candidates.size() > 1) {
      throw CommandException.usage(
          "'"
              + typed
              + "' is ambiguous; say which one: "
              + String.join(", ", candidates.stream().map(QualifiedName::toString).toList()));
    }
    return candidates.getFirst();
  }
}
