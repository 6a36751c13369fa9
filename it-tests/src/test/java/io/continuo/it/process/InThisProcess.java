package io.continuo.it.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.standalone.platform.Platform;
import io.continuo.standalone.platform.PlatformConfig;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A whole Continuo inside the test's own JVM, gone when it is closed. */
public final class InThisProcess implements AutoCloseable {
  private static final Duration RUN = Duration.ofSeconds(60);

  private final Platform platform;
  private final Api api;

  public InThisProcess() throws Exception {
    this(Map.of());
  }

  /** The same with settings of the runner. */
  public InThisProcess(Map<String, String> runner) throws Exception {
    this(runner, List.of("default"));
  }

  /** The same with these queues. */
  public InThisProcess(Map<String, String> runner, List<String> queues) throws Exception {
    PlatformConfig config =
        PlatformConfig.of(Files.createTempDirectory("continuo-it-"), true, 0)
            .withRunner(runner)
            .withQueues(queues);
    platform = Platform.start(config);
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

  /** Registers a workflow: its name, and the rest of its definition. */
  public void register(String workflow, String rest) {
    String[] parts = workflow.split("/", 2);
    String yaml = "namespace: %s\nname: %s\n%s".formatted(parts[0], parts[1], rest);
    Api.Reply registered = api.register("workflows", workflow, yaml);
    if (registered.status() != 201) {
      throw new AssertionError("registering\n" + yaml + "\nanswers " + registered);
    }
  }

  /** Triggers under this idempotency key; the execution's id. */
  public String trigger(String workflow, String key) {
    Api.Reply triggered = api.trigger(workflow, key);
    if (triggered.status() != 201) {
      throw new AssertionError("triggering " + workflow + " answers " + triggered);
    }
    return triggered.json().path("id").asText();
  }

  /** Registers a workflow and runs it once; the execution as it ended. */
  public JsonNode run(String workflow, String tasks) {
    register(workflow, tasks);
    return awaitEnd(trigger(workflow, "once"));
  }

  /** The execution as it ended. */
  public JsonNode awaitEnd(String execution) {
    return Awaitility.await(execution + " ends")
        .atMost(RUN)
        .until(
            () -> api.get("/api/v1/executions/" + execution).json(),
            found -> found.hasNonNull("endedAt"));
  }

  /** Executions of a workflow, with more conditions such as {@code &status=failed}. */
  public List<JsonNode> executions(String workflow, String more) {
    String[] parts = workflow.split("/", 2);
    return api.items("/api/v1/executions?namespace=" + parts[0] + "&workflow=" + parts[1] + more);
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
