package io.continuo.definition.reader.check;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskOptions.Secret;
import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.template.Reference;
import io.continuo.definition.template.Template;
import io.continuo.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a task can have the secrets that it asks for, and asks for those that it refers to. */
public final class SecretsCheck {
  private static final Set<String> WITHOUT_FILES = Set.of("http", "process");

  private SecretsCheck() {}

  public static void check(Place task, TaskDefinition definition) {
    Place at = task.at("secrets").orElse(task);
    for (Secret secret : definition.options().secrets()) {
      impossible(definition, secret).ifPresent(at::problem);
    }
  }

  /** For a task that uses a registered one with secrets of its own choice. */
  static void checkUsed(Place task, TaskDefinition definition) {
    Place at = task.at("secrets").orElse(task);
    Template.forEachReference(
        definition.spec(),
        reference -> {
          if (reference instanceof Reference.Secret secret) {
            problem(secret, definition).ifPresent(at::problem);
          }
        });
  }

  /** What is wrong with a reference that stands in the spec of the task. */
  static Optional<String> problem(Reference.Secret secret, TaskDefinition task) {
    if (!task.type().equals("http")) {
      return Optional.of(notHere(secret));
    }
    List<String> known =
        task.options().secrets().stream().filter(one -> !one.isFile()).map(Secret::target).toList();
    return known.contains(secret.name())
        ? Optional.empty()
        : Optional.of(
            "${"
                + secret
                + "} refers to a secret that the task does not have"
                + Suggestion.cure(secret.name(), "its secrets", known));
  }

  static String notHere(Reference.Secret secret) {
    return "${%s} stands in the request of an http task only, because nobody but the runner may know it: use $%s, the task finds it in its environment"
        .formatted(secret, secret.name());
  }

  private static Optional<String> impossible(TaskDefinition task, Secret secret) {
    if (task.type().equals("noop")) {
      return Optional.of("a noop task does nothing with a secret: remove it");
    }
    if (secret.isFile() && WITHOUT_FILES.contains(task.type())) {
      return Optional.of(
          "'%s': a task of type %s has no files of its own: write env: NAME, or make it a container"
              .formatted(secret.target(), task.type()));
    }
    boolean twice =
        task.spec().values().get("env") instanceof Value.Fields env
            && env.values().containsKey(secret.target());
    return twice
        ? Optional.of(
            "'%s' is in the task's env as well: remove it there".formatted(secret.target()))
        : Optional.empty();
  }
}
