package io.continuo.cli.command.data;

import io.continuo.cli.command.look.DataViews;
import io.continuo.cli.failure.CommandException;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import io.continuo.sdk.data.Landed;
import io.continuo.sdk.data.Landing;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo land DATASET [PARTITION]}. */
@Command(
    name = "land",
    description = "Tell that a partition of a dataset has landed; who waits for it may start.")
public final class LandCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "DATASET",
      description = "For example raw.payments; DATASET@PARTITION does too")
  private String dataset = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PARTITION",
      description = "For example 2026-11-21; none for a dataset without partitions")
  private Optional<String> partition = Optional.empty();

  @Option(names = "--uri", paramLabel = "URI", description = "Where the data lies")
  private Optional<String> uri = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The same id from the same source is the same landing. Default: a fresh one")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      defaultValue = "continuo-cli",
      description = "Who says so. Default: ${DEFAULT-VALUE}")
  private String source = "";

  public LandCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Landed landed = session.client().datasets().land(landing());
    session
        .err()
        .println(
            landed.repeated()
                ? landed.subject() + " had landed with this id before; nothing changed"
                : landed.subject() + " has landed");
    session.output().one(landed, DataViews.LANDED, session.terminal().now());
    return ExitCode.OK.number();
  }

  private Landing landing() {
    int at = dataset.indexOf('@');
    if (at >= 0 && partition.isPresent()) {
      throw CommandException.usage(
          "'" + dataset + "' names a partition already; leave out '" + partition.get() + "'");
    }
    Landing landing = Landing.of(at < 0 ? dataset : dataset.substring(0, at)).source(source);
    Optional<String> label = at < 0 ? partition : Optional.of(dataset.substring(at + 1));
    landing = label.map(landing::partition).orElse(landing);
    landing = uri.map(landing::uri).orElse(landing);
    return id.map(landing::id).orElse(landing);
  }
}
