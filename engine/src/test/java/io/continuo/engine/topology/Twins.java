package io.continuo.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.engine.topology.family.Family;
import io.continuo.engine.topology.family.Family.Host;
import io.continuo.wire.InMemorySchemas;
import io.continuo.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An aggregate twice, sent the same commands: one stays in the heap all its life, the other is lost
 * from it now and then and read from its rows again. What they write has to be the same, byte for
 * byte and in the same order.
 */
final class Twins<S, C, E> {
  private static final WireFormat FORMAT = new WireFormat(new InMemorySchemas());

  private final Family<S, C, E> family;
  private final String key;
  private final Random random;
  private final Steps<S, C, E> steps;
  private final Map<String, byte[]> rows = new HashMap<>();
  private Aggregate<S> kept;
  private Aggregate<S> lost;

  Twins(Family<S, C, E> family, String key, Random random) {
    this.family = family;
    this.key = key;
    this.random = random;
    this.steps = new Steps<>(family, FORMAT, new Outbox(EngineDriver.TOPICS, FORMAT));
    this.kept = new Aggregate<>(0, family.initial());
    this.lost = kept;
  }

  S state() {
    return kept.state();
  }

  void send(Instant at, C command) {
    if (random.nextInt(4) == 0 && !rows.isEmpty()) {
      lost = new Aggregate<>(lost.sequence(), family.host(key, rows).snapshot().decode(rows));
    }
    Step<S> step = step(kept, at, command);
    Step<S> again = step(lost, at, command);
    assertThat(written(again))
        .as("what is written for %s after rows were read", command)
        .isEqualTo(written(step));
    kept = step.after();
    lost = again.after();
    Host<S, C, E> host = family.host(key, rows);
    for (String row : again.rows()) {
      host.snapshot()
          .encode(lost.state(), row)
          .ifPresentOrElse(bytes -> rows.put(row, bytes), () -> rows.remove(row));
    }
    if (lost.state().equals(family.initial())) {
      rows.clear();
    }
  }

  /** The command arrives by the wire, as all do. */
  private Step<S> step(Aggregate<S> before, Instant at, C command) {
    byte[] wire = FORMAT.write(family.commands().encode(command));
    C arrived = family.commands().decode(FORMAT.read(wire));
    Host<S, C, E> host = family.host(key, before.state(), arrived).orElseThrow();
    return steps.step(host, before, new Steps.Arrival<>(key, arrived, "0@1", at));
  }

  private static List<String> written(Step<?> step) {
    return step.out().stream()
        .map(
            out ->
                out.topic()
                    + " "
                    + out.key()
                    + " "
                    + new String(out.value(), StandardCharsets.ISO_8859_1))
        .toList();
  }
}
