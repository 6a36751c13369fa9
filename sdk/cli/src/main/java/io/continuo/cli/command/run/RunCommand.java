package io.continuo.cli.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.cli.command.look.Views;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Inputs;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.Executions;
import io.continuo.sdk.RunRequest;
import io.continuo.sdk.model.QualifiedName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo run WORKFLOW}. */
@Command(name = "run", description = "Run a workflow now.")
public final class RunCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "WORKFLOW",
      description = "namespace/name, or the bare name where only one namespace has it")
  private String workflow = "";

  @Option(
      names = "--partition",
      paramLabel = "P",
      description = "Data partition, for example 2026-11-21")
  private Optional<String> partition = Optional.empty();

  @Option(
      names = "--input",
      paramLabel = "K=V",
      description = "An input, repeatable; V is text or JSON as the input's declared type says")
  private Map<String, String> inputs = new LinkedHashMap<>();

  @Option(names = "--version", paramLabel = "N", description = "This version instead of the newest")
  private Optional<Integer> version = Optional.empty();

  @Option(
      names = "--idempotency-key",
      paramLabel = "K",
      description = "The same key is the same execution")
  private Optional<String> key = Optional.empty();

  @Option(names = "--wait", description = "Wait for the end; exit 1 when it fails")
  private boolean quietly;

  @Option(names = "--watch", description = "Like --wait, and show what happens")
  private boolean shown;

  @Option(
      names = "--timeout",
      paramLabel = "PT10M",
      description = "With --wait or --watch: give up (exit 6); the run goes on")
  private Optional<Duration> timeout = Optional.empty();

  public RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ContinuoClient client = session.client();
    QualifiedName name = new Names(client, session.namespace()).workflow(workflow);
    Executions.Started started = client.executions().run(request(client, name));
    session
        .err()
        .println(
            (started.created() ? "started " : "already started ")
                + name
                + ": "
                + started.execution().id());
    if (quietly || shown) {
      return new Following(session, client, shown, timeout).follow(started.execution().id());
    }
    session.output().one(started.execution(), Views.EXECUTIONS, session.terminal().now());
    if (session.isChat()) {
      session.err().println("watch it: continuo watch " + started.execution().id());
    }
    return ExitCode.OK.number();
  }

  private RunRequest request(ContinuoClient client, QualifiedName name) {
    RunRequest request = RunRequest.of(name);
    request = partition.map(request::partition).orElse(request);
    request = version.map(request::version).orElse(request);
    request = key.map(request::idempotencyKey).orElse(request);
    for (Map.Entry<String, JsonNode> input :
        Inputs.of(inputs, () -> declared(client, name)).entrySet()) {
      request = request.input(input.getKey(), input.getValue());
    }
    return request;
  }

  private JsonNode declared(ContinuoClient client, QualifiedName name) {
    return version
        .map(number -> client.workflows().get(name, number))
        .orElseGet(() -> client.workflows().get(name))
        .definition()
        .path("inputs");
  }
}
