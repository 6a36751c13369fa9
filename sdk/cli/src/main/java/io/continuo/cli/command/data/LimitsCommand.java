package io.continuo.cli.command.data;

import io.continuo.cli.command.look.DataViews;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.limit.LimitSetting;
import io.continuo.sdk.problem.ProblemException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo limits set NAME}. */
@Command(
    name = "limits",
    description = "Set limits; 'list limits' and 'describe limit NAME' look at them.",
    synopsisSubcommandLabel = "COMMAND")
public final class LimitsCommand {
  private final Session session;

  public LimitsCommand(Session session) {
    this.session = session;
  }

  @Command(name = "set", description = "Make a limit, or change one: what is not given stays.")
  int set(
      @Parameters(paramLabel = "NAME", description = "For example fx-api") String name,
      @Option(
              names = "--permits",
              paramLabel = "N",
              required = true,
              description = "How many may be taken at once; 0 closes it")
          long permits,
      @Option(
              names = "--backfill-share",
              paramLabel = "F",
              description = "The part that backfills may take, 0 to 1. At first 0.5")
          Optional<Double> share,
      @Option(names = "--description", paramLabel = "TEXT", description = "What it guards")
          Optional<String> description) {
    ContinuoClient client = session.client();
    LimitSetting setting = known(client, name).orElse(LimitSetting.of(permits)).permits(permits);
    setting = share.map(setting::backfillShare).orElse(setting);
    setting = description.map(setting::description).orElse(setting);
    session
        .output()
        .one(client.limits().set(name, setting), DataViews.LIMITS, session.terminal().now());
    return ExitCode.OK.number();
  }

  private static Optional<LimitSetting> known(ContinuoClient client, String name) {
    try {
      return Optional.of(LimitSetting.like(client.limits().get(name)));
    } catch (ProblemException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
