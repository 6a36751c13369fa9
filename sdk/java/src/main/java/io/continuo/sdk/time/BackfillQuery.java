package io.continuo.sdk.time;

import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.transport.Call;
import java.util.Optional;

/**
 * Which backfills to list; immutable, conditions are joined by "and".
 *
 * @param status one word, or several separated by commas
 */
public record BackfillQuery(
    Optional<String> namespace, Optional<String> workflow, Optional<String> status) {

  public static BackfillQuery all() {
    return new BackfillQuery(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public BackfillQuery of(QualifiedName name) {
    return new BackfillQuery(Optional.of(name.namespace()), Optional.of(name.name()), status);
  }

  public BackfillQuery namespace(String name) {
    return new BackfillQuery(Optional.of(name), workflow, status);
  }

  public BackfillQuery status(String words) {
    return new BackfillQuery(namespace, workflow, Optional.of(words));
  }

  Call call() {
    return Call.of("GET", "backfills")
        .query("namespace", namespace)
        .query("workflow", workflow)
        .query("status", status);
  }
}
