package io.continuo.cli.command.about;

import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import io.continuo.cli.session.Version;
import io.continuo.sdk.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code continuo version}. */
@Command(
    name = "version",
    description = "The version of this program; 'whoami' tells the server's.")
public final class VersionCommand implements Callable<Integer> {
  private final Session session;

  public VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session
        .output()
        .document(
            Json.object().put("version", Version.text()), List.of("continuo " + Version.text()));
    return ExitCode.OK.number();
  }
}
