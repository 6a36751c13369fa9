package io.continuo.it.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.standalone.platform.Platform;
import io.continuo.standalone.platform.PlatformConfig;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A whole Continuo inside the test's own JVM, gone when it is closed. */
public final class InThisProcess implements AutoCloseable {
  private static final Duration RUN = Duration.ofSeconds(60);

  private final Platform platform;
  private final Api api;

  public InThisProcess() throws Exception {
    platform =
        Platform.start(PlatformConfig.of(Files.createTempDirectory("continuo-it-"), true, 0));
    api = new Api(platform.url());
  }

  public Api api() {
    return api;
  }

  public String brokers() {
    return platform.bootstrapServers();
  }

  public String registry() {
    return platform.url() + "/registry";
  }

  /** Registers a workflow and runs it once; the execution as it ended. */
  public JsonNode run(String workflow, String tasks) {
    String[] parts = workflow.split("/", 2);
    String yaml = "namespace: %s\nname: %s\n%s".formatted(parts[0], parts[1], tasks);
    Api.Reply registered = api.register("workflows", workflow, yaml);
    if (registered.status() != 201) {
      throw new AssertionError("registering\n" + yaml + "\nanswers " + registered);
    }
    Api.Reply triggered = api.trigger(workflow, "once");
    if (triggered.status() != 201) {
      throw new AssertionError("triggering " + workflow + " answers " + triggered);
    }
    String id = triggered.json().path("id").asText();
    return Awaitility.await(workflow + " ends")
        .atMost(RUN)
        .until(
            () -> api.get("/api/v1/executions/" + id).json(),
            execution -> !execution.path("endedAt").isNull());
  }

  /** The events of an execution, a line each. */
  public String events(JsonNode execution) {
    StringBuilder text = new StringBuilder();
    api.items("/api/v1/executions/" + execution.path("id").asText() + "/events")
        .forEach(event -> text.append(event).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    platform.close();
  }
}
