package io.continuo.standalone;

import io.continuo.standalone.broker.BrokerConfig;
import io.continuo.standalone.broker.EmbeddedBroker;
import io.continuo.wire.TopicAdmin;
import io.continuo.wire.TopicPlan;
import io.continuo.wire.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code continuo service}: one part in a process of its own, configured by its environment. */
@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    description =
        "Runs one part in a process of its own; engine, gateway and runner read CONTINUO_* variables.")
final class ServiceCommand {

  @Command(name = "engine", description = "The engine (CONTINUO_ENGINE_*).")
  int engine() throws Exception {
    io.continuo.engine.Main.main(new String[0]);
    return 0;
  }

  @Command(name = "gateway", description = "The HTTP gateway (CONTINUO_GATEWAY_*).")
  int gateway() throws Exception {
    io.continuo.gateway.Main.main(new String[0]);
    return forever();
  }

  @Command(name = "runner", description = "A task runner (CONTINUO_RUNNER_*).")
  int runner() throws Exception {
    io.continuo.runner.Main.main(new String[0]);
    return forever();
  }

  @Command(name = "broker", description = "A single Kafka broker for development, with all topics.")
  int broker(
      @Option(
              names = "--data",
              defaultValue = ".continuo/broker",
              description = "Where its data is kept")
          Path data,
      @Option(names = "--port", defaultValue = "9092", description = "Port on loopback") int port)
      throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.persistent(data).withPort(port));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicAdmin(admin).apply(new TopicPlan(Topics.DEFAULT, List.of("default"), 4, (short) 1));
    }
    System.out.println("ready " + broker.bootstrapServers());
    return forever();
  }

  private static int forever() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }
}
