package io.continuo.standalone.bench.product;

import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.Definition;
import io.continuo.sdk.data.Landing;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.time.SlotQuery;
import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.OtherProcess;
import io.continuo.standalone.bench.Report;
import java.time.Duration;
import java.time.LocalDateTime;

/**
 * A hundred workflows that each wait with a thousand partitions for a dataset that does not come:
 * what waiting costs, to be compared with {@code idle}.
 */
public final class WaitingBenchmark implements Benchmark {
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final int WORKFLOWS = 100;
  private static final int LABELS = 1_000;
  private static final int PAGE = 500;
  private static final LocalDateTime FIRST = LocalDateTime.parse("2026-01-01T00:00:00");

  @Override
  public String name() {
    return "waiting";
  }

  @Override
  public String description() {
    return "100,000 slots that wait for data";
  }

  @Override
  public void run(Report report) throws Exception {
    if (!OtherProcess.isMeasurable()) {
      report.say("left out: only Linux tells what another process costs");
      return;
    }
    try (DevProcess dev = DevProcess.start()) {
      ContinuoClient client = ContinuoClient.builder().url(dev.url()).build();
      report.add("waiting.none_cpu_percent", settled(report, dev));
      for (int i = 0; i < WORKFLOWS; i++) {
        client.workflows().register(name(i), Definition.yaml(definition(name(i))));
      }
      for (int i = 0; i < LABELS; i++) {
        String label = FIRST.plusHours(i).toString().substring(0, 13);
        client.datasets().land(Landing.of("bench.here").partition(label));
      }
      for (int i = 0; i < WORKFLOWS; i++) {
        awaitWaiting(client, name(i));
      }
      report.add("waiting.cpu_percent", settled(report, dev));
      report.add("waiting.rss_mb", dev.residentMegabytes());
    }
  }

  private static double settled(Report report, DevProcess dev) throws Exception {
    report.say("settling for " + SETTLING.toSeconds() + " s");
    Thread.sleep(SETTLING);
    return dev.cpuPercent(MEASURED);
  }

  private static void awaitWaiting(ContinuoClient client, QualifiedName workflow)
      throws InterruptedException {
    SlotQuery waiting = SlotQuery.all().status("waiting").pageSize(PAGE);
    while (client.slots().list(workflow, waiting).count() < LABELS) {
      Thread.sleep(200);
    }
  }

  private static QualifiedName name(int number) {
    return new QualifiedName("bench", "waiting-" + number);
  }

  private static String definition(QualifiedName name) {
    return """
    namespace: %s
    name: %s
    partitions: { grain: hourly }
    consumes: [ bench.here, bench.missing ]
    triggers: [ { landing: all } ]
    tasks: { a: { type: noop } }
    """
        .formatted(name.namespace(), name.name());
  }
}
