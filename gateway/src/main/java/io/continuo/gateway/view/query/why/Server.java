package io.continuo.gateway.view.query.why;

import io.continuo.gateway.view.query.Runners;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.util.List;
import java.util.stream.Stream;

/**
 * A runner that is there, as far as a waiting task is concerned.
 *
 * @param types that it launches; none when it is of a version that does not say
 */
record Server(
    String name,
    boolean isDraining,
    int slots,
    int running,
    List<String> queues,
    List<String> types) {

  static Server of(Runners.Runner runner) {
    return new Server(
        runner.name(),
        runner.status().equals("draining"),
        runner.slots(),
        runner.running(),
        items(runner.queues()).flatMap(Server::text).toList(),
        items(runner.types())
            .flatMap(type -> type instanceof Value.Fields fields ? name(fields) : Stream.empty())
            .toList());
  }

  private static Stream<Value> items(String json) {
    return ValueJson.read(json) instanceof Value.Items(List<Value> values)
        ? values.stream()
        : Stream.empty();
  }

  private static Stream<String> name(Value.Fields type) {
    return Stream.ofNullable(type.values().get("name")).flatMap(Server::text);
  }

  private static Stream<String> text(Value value) {
    return value instanceof Value.Text(String text) ? Stream.of(text) : Stream.empty();
  }

  boolean launches(String type) {
    return types.isEmpty() || types.contains(type);
  }

  boolean hasRoom() {
    return !isDraining && running < slots;
  }

  /** {@code r1 (draining)}, {@code r2 (64 of 64 slots taken)}. */
  String standing() {
    return name + (isDraining ? " (draining)" : " (" + running + " of " + slots + " slots taken)");
  }
}
