package io.continuo.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

  private static List<String> chosen(String... names) {
    return Benchmarks.chosen(List.of(names)).stream().map(Benchmark::name).toList();
  }

  @Test
  void chainMeasuresItsLimitInTheSameRun() {
    assertThat(chosen("chain")).containsExactly("limit", "chain");
    assertThat(chosen("fanout", "chain", "limit")).containsExactly("fanout", "limit", "chain");
  }

  @Test
  void allOfThemWhenNoneIsNamed() {
    assertThat(chosen()).startsWith("limit", "chain").doesNotHaveDuplicates();
  }

  @Test
  void anUnknownNameIsToldWithTheKnownOnes() {
    assertThatThrownBy(() -> chosen("chian"))
        .hasMessageStartingWith("no benchmark is called 'chian': there are [limit, chain,");
  }
}
