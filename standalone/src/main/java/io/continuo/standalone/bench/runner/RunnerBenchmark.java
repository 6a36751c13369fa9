package io.continuo.standalone.bench.runner;

import io.continuo.gateway.Gateway;
import io.continuo.gateway.GatewayConfig;
import io.continuo.standalone.bench.Benchmark;
import io.continuo.standalone.bench.OtherProcess;
import io.continuo.standalone.bench.Report;
import io.continuo.standalone.broker.BrokerConfig;
import io.continuo.standalone.broker.EmbeddedBroker;
import io.continuo.wire.TopicAdmin;
import io.continuo.wire.TopicPlan;
import io.continuo.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * {@code noop} attempts through one runner in a process of its own, without an engine: what it does
 * with one core, and whether its memory grows. {@code -Dcontinuo.attempts=1000000} is the long
 * form.
 */
public final class RunnerBenchmark implements Benchmark {
  private static final int WARM_UP = 100_000;
  private static final int BATCH = 20_000;

  @Override
  public String name() {
    return "runner";
  }

  @Override
  public String description() {
    return "noop attempts through one runner process, and its memory";
  }

  @Override
  public void run(Report report) throws Exception {
    if (!OtherProcess.isMeasurable()) {
      report.say("left out: only Linux tells what another process costs");
      return;
    }
    int attempts = Integer.getInteger("continuo.attempts", 200_000);
    Path folder = Files.createTempDirectory("continuo-bench-");
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.ephemeral())) {
      createTopics(broker.bootstrapServers());
      try (Gateway gateway = gateway(broker.bootstrapServers(), folder)) {
        String registry = "http://127.0.0.1:" + gateway.port() + "/registry";
        try (ReadyTasks tasks = new ReadyTasks(broker.bootstrapServers(), registry);
            OtherProcess runner = runner(broker.bootstrapServers(), registry, folder)) {
          measure(report, tasks, runner, attempts);
        }
      }
    }
  }

  private static void measure(Report report, ReadyTasks tasks, OtherProcess runner, int attempts)
      throws Exception {
    through(tasks, WARM_UP);
    double before = runner.residentMegabytes();
    double cpu = runner.cpuSeconds();
    long begun = System.nanoTime();
    through(tasks, attempts);
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpuSeconds = runner.cpuSeconds() - cpu;
    report.add("runner.noop.attempts_per_s", attempts / seconds);
    report.add("runner.noop.attempts_per_core_s", attempts / cpuSeconds);
    report.add("runner.noop.cores", cpuSeconds / seconds);
    report.add("runner.rss_before_mb", before);
    report.add("runner.rss_after_mb", runner.residentMegabytes());
  }

  /** Writes in batches, so that the broker does not hold all of them. */
  private static void through(ReadyTasks tasks, int count) throws Exception {
    long expected = tasks.reports();
    for (int written = 0; written < count; written += BATCH) {
      int batch = Math.min(BATCH, count - written);
      tasks.write(batch);
      expected += batch;
      while (tasks.reports() < expected - BATCH) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    while (tasks.reports() < expected) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void createTopics(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicAdmin(admin).apply(new TopicPlan(Topics.DEFAULT, List.of("default"), 4, (short) 1));
    }
  }

  private static Gateway gateway(String bootstrapServers, Path folder) throws Exception {
    return Gateway.start(
        GatewayConfig.from(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "http.port",
                "0",
                "data.folder",
                folder.resolve("gateway").toString())));
  }

  private static OtherProcess runner(String bootstrapServers, String registry, Path folder)
      throws IOException {
    ProcessBuilder builder = OtherProcess.continuo("service", "runner");
    builder
        .environment()
        .putAll(
            Map.of(
                "CONTINUO_RUNNER_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "CONTINUO_RUNNER_SCHEMA_REGISTRY",
                registry,
                "CONTINUO_RUNNER_NAME",
                "bench",
                "CONTINUO_RUNNER_LAUNCHERS",
                "noop",
                "CONTINUO_RUNNER_WORK_FOLDER",
                folder.resolve("runner").toString()));
    return new OtherProcess(
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve("runner.err").toFile())
            .start());
  }
}
