package io.continuo.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCellWhateverTheColours() {
    Table table = new Table(List.of("NAME", "STATUS", "LAST"));
    table.add(List.of(Cell.of("åäö-long-name"), Cell.status("failed"), Cell.of("x")));
    table.add(List.of(Cell.of("b"), Cell.status("running"), Cell.of(Optional.empty())));
    assertThat(table.lines(false))
        .containsExactly(
            "NAME           STATUS   LAST",
            "åäö-long-name  failed   x",
            "b              running  -");
    assertThat(table.lines(true).get(1)).isEqualTo("åäö-long-name  \u001b[31mfailed\u001b[0m   x");
  }

  @Test
  void aCellIsOneLineAndNotEndless() {
    assertThat(Cell.of("two\n  lines ").text()).isEqualTo("two lines");
    assertThat(Cell.of("x".repeat(500)).text()).hasSize(80).endsWith("...");
  }
}
