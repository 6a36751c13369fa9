package io.continuo.cli.command.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.cli.command.look.TimeViews;
import io.continuo.cli.failure.CommandException;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Inputs;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.time.Backfill;
import io.continuo.sdk.time.BackfillPlan;
import io.continuo.sdk.time.BackfillRequest;
import io.continuo.sdk.time.Backfills;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo backfill create WORKFLOW}. */
@Command(
    name = "create",
    description = "Run a range of slots, or slots named one by one; --dry-run shows the plan.")
public final class BackfillCreateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "WORKFLOW", description = "namespace/name, or the bare name")
  private String workflow = "";

  @Option(names = "--from", paramLabel = "P", description = "First slot, for example 2026-11-01")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "P", description = "Last slot, included")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--slot",
      paramLabel = "P",
      arity = "1..*",
      split = ",",
      description = "These slots instead of a range; repeatable, or several at once")
  private List<String> slots = new ArrayList<>();

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "At most N slots at once. Default: one after the other")
  private Optional<Integer> max = Optional.empty();

  @Option(names = "--reverse", description = "The newest slot first")
  private boolean reverse;

  @Option(
      names = "--downstream",
      description = "Also the affected slots of the consumers that opted in, and of theirs")
  private boolean downstream;

  @Option(
      names = "--max-slots",
      paramLabel = "N",
      description = "With --downstream: refuse more slots than these. Default: 10,000")
  private Optional<Integer> maxSlots = Optional.empty();

  @Option(names = "--skip-succeeded", description = "Leave slots alone whose last run succeeded")
  private boolean skipSucceeded;

  @Option(
      names = "--input",
      paramLabel = "K=V",
      description = "An input of every run, repeatable; V is text or JSON as its type says")
  private Map<String, String> inputs = new LinkedHashMap<>();

  @Option(names = "--description", paramLabel = "TEXT", description = "Why, for those who look")
  private Optional<String> description = Optional.empty();

  @Option(
      names = "--idempotency-key",
      paramLabel = "K",
      description = "The same key is the same backfill")
  private Optional<String> key = Optional.empty();

  @Option(names = "--dry-run", description = "Show what would run, and start nothing")
  private boolean dryRun;

  @Option(names = "--yes", description = "Yes, even more than 1,000,000 slots")
  private boolean yes;

  @Option(names = "--wait", description = "Wait for the end; exit 1 when it fails or is stopped")
  private boolean quietly;

  @Option(names = "--watch", description = "Like --wait, and show what happens")
  private boolean shown;

  @Option(
      names = "--timeout",
      paramLabel = "PT10M",
      description = "With --wait or --watch: give up (exit 6); the backfill goes on")
  private Optional<Duration> timeout = Optional.empty();

  public BackfillCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    boolean range = from.isPresent() && to.isPresent();
    boolean half = from.isPresent() != to.isPresent();
    if (half || range == !slots.isEmpty()) {
      throw CommandException.usage("say which slots: --from P --to P, or --slot P...");
    }
    ContinuoClient client = session.client();
    QualifiedName name = new Names(client, session.namespace()).workflow(workflow);
    BackfillRequest request = request(client, name);
    return dryRun ? plan(client, request) : create(client, request);
  }

  private int plan(ContinuoClient client, BackfillRequest request) {
    BackfillPlan plan = client.backfills().plan(request);
    session.output().rows(plan.json(), plan.steps(), TimeViews.PLAN, session.terminal().now());
    session.err().println(number(plan.total()) + " slots in total; nothing was started");
    return ExitCode.OK.number();
  }

  private int create(ContinuoClient client, BackfillRequest request) {
    Backfills.Created answer = client.backfills().create(request);
    Backfill backfill = answer.backfill();
    session
        .err()
        .println(
            (answer.created() ? "started backfill " : "already started backfill ")
                + backfill.id()
                + " of "
                + backfill.workflow()
                + ": "
                + number(backfill.progress().total())
                + " slots");
    if (quietly || shown) {
      return new BackfillFollowing(session, client, shown, timeout).follow(backfill.id());
    }
    session.output().one(backfill, TimeViews.BACKFILLS, session.terminal().now());
    if (session.isChat()) {
      session.err().println("watch it: continuo backfill watch " + backfill.id());
    }
    return ExitCode.OK.number();
  }

  private BackfillRequest request(ContinuoClient client, QualifiedName name) {
    BackfillRequest request =
        slots.isEmpty()
            ? BackfillRequest.range(name, from.orElseThrow(), to.orElseThrow())
            : BackfillRequest.slots(name, slots);
    request = max.map(request::concurrency).orElse(request);
    request = maxSlots.map(request::maxSlots).orElse(request);
    request = description.map(request::description).orElse(request);
    request = key.map(request::idempotencyKey).orElse(request);
    request = reverse ? request.reverse() : request;
    request = downstream ? request.downstream() : request;
    request = skipSucceeded ? request.skipSucceeded() : request;
    request = yes ? request.yes() : request;
    Map<String, JsonNode> values = Inputs.of(inputs, () -> declared(client, name));
    return values.isEmpty() ? request : request.inputs(values);
  }

  private static JsonNode declared(ContinuoClient client, QualifiedName name) {
    return client.workflows().get(name).definition().path("inputs");
  }

  private static String number(long slots) {
    return String.format(Locale.ROOT, "%,d", slots);
  }
}
