package io.continuo.cli.command.about;

import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.model.Identity;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code continuo whoami}. */
@Command(name = "whoami", description = "Which server answers, and who it takes you for.")
public final class WhoamiCommand implements Callable<Integer> {
  private final Session session;

  public WhoamiCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ContinuoClient client = session.client();
    Identity identity = client.whoami();
    session
        .output()
        .document(
            identity.json(),
            List.of(
                identity.subject()
                    + " ("
                    + String.join(", ", identity.roles())
                    + ") at "
                    + client.url()
                    + identity.version().map(version -> ", version " + version).orElse("")));
    return ExitCode.OK.number();
  }
}
