package io.continuo.cli.command.run;

import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo watch ID}. */
@Command(
    name = "watch",
    description =
        "Watch an execution to its end; exit 1 when it fails. Ctrl-C only stops watching.")
public final class WatchCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Option(
      names = "--timeout",
      paramLabel = "PT10M",
      description = "Stop watching after this long (exit 6)")
  private Optional<Duration> timeout = Optional.empty();

  public WatchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ContinuoClient client = session.client();
    String known = client.executions().get(id).id();
    return new Following(session, client, true, timeout).follow(known);
  }
}
