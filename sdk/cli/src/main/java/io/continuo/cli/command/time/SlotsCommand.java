package io.continuo.cli.command.time;

import io.continuo.cli.command.look.Extent;
import io.continuo.cli.command.look.TimeViews;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.model.LabelRange;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.time.SlotQuery;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo slots WORKFLOW}. */
@Command(
    name = "slots",
    description = "What was expected of a workflow and what became of it, the newest slot first.")
public final class SlotsCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "WORKFLOW", description = "namespace/name, or the bare name")
  private String workflow = "";

  @Option(
      names = "--from",
      paramLabel = "P",
      description = "From this slot, for example 2026-11-01")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "P", description = "Up to this slot, included")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "A,B",
      description =
          "Only in one of these states: waiting, queued, running, succeeded, failed, timed-out,"
              + " cancelled, skipped, missed")
  private Optional<String> status = Optional.empty();

  @Mixin private Extent extent = new Extent();

  public SlotsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ContinuoClient client = session.client();
    QualifiedName name = new Names(client, session.namespace()).workflow(workflow);
    SlotQuery query = SlotQuery.all().range(new LabelRange(from, to)).pageSize(extent.pageSize());
    query = status.map(query::status).orElse(query);
    return extent.show(session, client.slots().list(name, query), TimeViews.SLOTS);
  }
}
