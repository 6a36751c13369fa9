package io.continuo.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private final List<String> progress = new ArrayList<>();
  private final Report report = new Report(progress::add);

  @Test
  void theJsonReportIsFlatAndNamesTheMachineAndTheVersion() throws Exception {
    report.add("limit.c1.step_p50_ms", 3.25);
    report.add("limit.c1.steps_per_s", 312);
    JsonNode json = new ObjectMapper().readTree(report.toJson(Machine.ofThisJvm()));
    assertThat(json.at("/metrics/limit.c1.step_p50_ms").doubleValue()).isEqualTo(3.25);
    assertThat(json.at("/metrics/limit.c1.steps_per_s").doubleValue()).isEqualTo(312);
    assertThat(json.at("/machine/cores").intValue()).isPositive();
    assertThat(json.at("/version").textValue()).isNotBlank();
  }

  @Test
  void eachFigureIsToldWhenItArrivesAndListedInTheTable() {
    report.add("limit.c1.step_p50_ms", 3.25);
    assertThat(progress).singleElement().asString().contains("limit.c1.step_p50_ms");
    assertThat(report.toTable(Machine.ofThisJvm())).contains("limit.c1.step_p50_ms", "3.250");
  }

  @Test
  void aLaterBenchmarkFindsAnEarlierFigure() {
    report.add("limit.c1.step_p50_ms", 4);
    assertThat(report.figure("limit.c1.step_p50_ms")).hasValue(4);
    assertThat(report.figure("limit.c2.step_p50_ms")).isEmpty();
  }

  @Test
  void percentilesComeFromWhatWasRecorded() {
    Latencies latencies = new Latencies();
    for (int ms = 1; ms <= 100; ms++) {
      latencies.record(ms * 1_000_000L);
    }
    assertThat(latencies.count()).isEqualTo(100);
    assertThat(latencies.percentileMs(50)).isBetween(49.9, 50.1);
    assertThat(latencies.percentileMs(99)).isBetween(98.9, 99.1);
    latencies.reset();
    assertThat(latencies.count()).isZero();
  }
}
