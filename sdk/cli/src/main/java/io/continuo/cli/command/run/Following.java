package io.continuo.cli.command.run;

import io.continuo.cli.command.look.Views;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Detach;
import io.continuo.cli.session.Session;
import io.continuo.cli.session.Terminal;
import io.continuo.cli.watch.Display;
import io.continuo.cli.watch.LineDisplay;
import io.continuo.cli.watch.LiveDisplay;
import io.continuo.cli.watch.QuietDisplay;
import io.continuo.cli.watch.ScreenSize;
import io.continuo.cli.watch.Watcher;
import io.continuo.cli.watch.Wording;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.model.Execution;
import java.time.Duration;
import java.util.Optional;

/** Waits for the end of a run, showing it or not; its end decides the exit code. */
record Following(
    Session session, ContinuoClient client, boolean shown, Optional<Duration> timeout) {

  int follow(String id) {
    Watcher watcher = new Watcher(client.executions(), display(), timeout);
    Execution ended = Detach.during(session.err(), goodbye(id), () -> watcher.follow(id));
    if (!session.isChat()) {
      session.output().one(ended, Views.EXECUTIONS, session.terminal().now());
    }
    return (ended.status().isSuccess() ? ExitCode.OK : ExitCode.EXECUTION_FAILED).number();
  }

  static String goodbye(String id) {
    return "detached; execution "
        + id
        + " goes on. Watch it again: continuo watch "
        + id
        + "   Stop it: continuo cancel "
        + id;
  }

  private Display display() {
    Terminal terminal = session.terminal();
    boolean live = terminal.errIsTerminal();
    Wording wording = new Wording(terminal.colours(live), terminal.clock());
    if (!shown) {
      return new QuietDisplay(session.err(), wording);
    }
    boolean redraw = live && !terminal.variable("TERM").equals(Optional.of("dumb"));
    return redraw
        ? new LiveDisplay(session.err(), wording, terminal.unicode(), ScreenSize.rows())
        : new LineDisplay(session.err(), wording);
  }
}
