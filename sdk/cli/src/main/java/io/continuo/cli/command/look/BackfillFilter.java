package io.continuo.cli.command.look;

import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.time.Backfill;
import io.continuo.sdk.time.BackfillQuery;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which backfills to list; the options of {@code backfill list} and {@code list backfills}. */
public final class BackfillFilter {
  @Option(names = "--workflow", paramLabel = "WORKFLOW", description = "Only of this workflow")
  private Optional<String> workflow = Optional.empty();

  @Option(names = "--status", paramLabel = "A,B", description = "Only in one of these states")
  private Optional<String> status = Optional.empty();

  public Stream<Backfill> backfills(Session session) {
    ContinuoClient client = session.client();
    BackfillQuery query = BackfillQuery.all();
    if (workflow.isPresent()) {
      query = query.of(new Names(client, session.namespace()).workflow(workflow.get()));
    } else if (session.namespace().isPresent()) {
      query = query.namespace(session.namespace().get());
    }
    return client.backfills().list(status.map(query::status).orElse(query));
  }
}
