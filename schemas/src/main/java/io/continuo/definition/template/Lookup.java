package io.continuo.definition.template;

import io.continuo.value.Value;
import java.util.List;
import java.util.Optional;

/** Finds the value of one reference: its root in the scope, then along its path. */
final class Lookup {
  private Lookup() {}

  static Value find(Reference reference, Scope scope) {
    Value value =
        root(reference, scope)
            .orElseThrow(() -> new UnresolvedReference(reference, missing(reference)));
    for (String step : reference.steps()) {
      value =
          step(value, step)
              .orElseThrow(
                  () -> new UnresolvedReference(reference, "the value has no part '" + step + "'"));
    }
    return value;
  }

  private static Optional<Value> root(Reference reference, Scope scope) {
    return switch (reference) {
      case Reference.Input input -> scope.input(input.name());
      case Reference.Output output -> scope.output(output.task(), output.output());
      case Reference.Element element -> scope.element(element.name());
      case Reference.Secret secret -> Optional.of(Value.of("${" + secret + "}"));
      case Reference.Context context -> scope.context(context);
    };
  }

  private static Optional<Value> step(Value value, String step) {
    return switch (value) {
      case Value.Fields(var fields) -> Optional.ofNullable(fields.get(step));
      case Value.Items(List<Value> items) ->
          isIndex(step, items) ? Optional.of(items.get(Integer.parseInt(step))) : Optional.empty();
      case Value.Null n -> Optional.of(n);
      case Value.Text t -> Optional.empty();
      case Value.Bool b -> Optional.empty();
      case Value.Whole w -> Optional.empty();
      case Value.Decimal d -> Optional.empty();
    };
  }

  private static boolean isIndex(String step, List<Value> items) {
    return step.matches("[0-9]{1,9}") && Integer.parseInt(step) < items.size();
  }

  private static String missing(Reference reference) {
    return switch (reference) {
      case Reference.Input input -> "there is no input '" + input.name() + "'";
      case Reference.Output output ->
          "task '" + output.task() + "' has left no output '" + output.output() + "'";
      case Reference.Element element -> "there is no element '" + element.name() + "'";
      case Reference.Secret secret -> "there is no secret '" + secret.name() + "'";
      case Reference.Context context -> "the execution has no " + context;
    };
  }
}
