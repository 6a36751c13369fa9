package io.continuo.definition.template;

import io.continuo.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scope for text that a runner completes with secrets: whatever an input, an output or the author
 * says, it cannot pass for a reference to one. <code>${secrets.}</code>, with no name, stands for
 * the text that begins such a reference.
 */
record BesideSecrets(Scope scope) implements Scope {
  private static final String REFERENCE = "${secrets.";

  @Override
  public Optional<Value> input(String name) {
    return scope.input(name);
  }

  @Override
  public Optional<Value> output(String task, String output) {
    return scope.output(task, output);
  }

  @Override
  public Optional<Value> context(Reference.Context what) {
    return scope.context(what);
  }

  @Override
  public Optional<Value> element(String name) {
    return scope.element(name);
  }

  @Override
  public Value plain(Value value) {
    return switch (value) {
      case Value.Text(String text) -> Value.of(plain(text));
      case Value.Items(List<Value> items) ->
          new Value.Items(items.stream().map(this::plain).toList());
      case Value.Fields(Map<String, Value> fields) -> {
        Map<String, Value> plain = new LinkedHashMap<>();
        fields.forEach((name, field) -> plain.put(plain(name), plain(field)));
        yield new Value.Fields(plain);
      }
      case Value.Null n -> n;
      case Value.Bool b -> b;
      case Value.Whole w -> w;
      case Value.Decimal d -> d;
    };
  }

  private static String plain(String text) {
    return text.replace(REFERENCE, REFERENCE + "}");
  }
}
