package io.continuo.standalone.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.standalone.bench.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LimitBenchmarkTest {

  @Test
  void bothReadersMakeStepsAtEachConcurrency() throws Exception {
    Duration moment = Duration.ofSeconds(1);
    Report report = new Report(_ -> {});
    new LimitBenchmark(
            LimitSettings.product(),
            List.of(1, 5),
            new LimitBenchmark.Times(moment, moment, moment))
        .run(report);
    for (String reader : List.of("limit", "limit.consumer")) {
      for (String chains : List.of("c1", "c5")) {
        assertThat(report.figure(reader + "." + chains + ".steps_per_s").orElseThrow())
            .isPositive();
        assertThat(report.figure(reader + "." + chains + ".step_p50_ms").orElseThrow())
            .isPositive();
      }
    }
  }
}
