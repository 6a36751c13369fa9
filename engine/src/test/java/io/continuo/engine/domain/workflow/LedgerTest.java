package io.continuo.engine.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.partition.Grain;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.engine.domain.workflow.Ledger.Last;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
  private static final List<Last> LASTS = List.of(Last.values());

  private record Said(int runs, Last last) {}

  @ParameterizedTest
  @EnumSource
  void itKnowsWhatWasNotedAndTouchesTheSpansThatItNames(Grain grain) {
    Random random = new Random(grain.name().hashCode());
    PartitionLabel first =
        PartitionLabel.containing(grain, LocalDateTime.parse("2025-12-25T00:00:00"));
    Map<String, Said> said = new HashMap<>();
    Ledger ledger = Ledger.EMPTY;
    for (int i = 0; i < 3_000; i++) {
      String label = first.plus(random.nextInt(40)).toString();
      Said now = new Said(1 + random.nextInt(2), LASTS.get(random.nextInt(LASTS.size())));
      Ledger after = ledger.noted(label, now.runs(), now.last());
      Set<String> changed = new HashSet<>(ledger.spans().keySet());
      changed.addAll(after.spans().keySet());
      Ledger before = ledger;
      changed.removeIf(from -> Objects.equals(before.spans().get(from), after.spans().get(from)));
      assertThat(before.touched(label)).containsAll(changed);
      ledger = after;
      said.put(label, now);
      assertSays(ledger, first, said);
    }
  }

  private static void assertSays(Ledger ledger, PartitionLabel first, Map<String, Said> said) {
    for (int i = -1; i < 41; i++) {
      String label = first.plus(i).toString();
      assertThat(ledger.find(label).map(span -> new Said(span.runs(), span.last())).orElse(null))
          .as(label)
          .isEqualTo(said.get(label));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWorkflowThatDoesItsWorkHasOneSpan(Grain grain) {
    PartitionLabel first =
        PartitionLabel.containing(grain, LocalDateTime.parse("2020-12-25T00:00:00"));
    Ledger ledger = Ledger.EMPTY;
    for (int i = 0; i < 1_000; i++) {
      ledger = ledger.noted(first.plus(i).toString(), 1, Last.OPEN);
      ledger = ledger.noted(first.plus(i).toString(), 1, Last.SUCCEEDED);
    }
    assertThat(ledger.spans()).hasSize(1);
  }
}
