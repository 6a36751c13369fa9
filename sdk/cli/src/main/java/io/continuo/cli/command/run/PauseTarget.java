package io.continuo.cli.command.run;

import io.continuo.cli.command.look.DataViews;
import io.continuo.cli.command.look.Views;
import io.continuo.cli.failure.CommandException;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.output.View;
import io.continuo.cli.session.Names;
import io.continuo.cli.session.Session;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.Installation;
import io.continuo.sdk.Namespaces;
import io.continuo.sdk.model.QualifiedName;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to pause or resume: a workflow, the namespace of {@code --namespace}, or everything. */
final class PauseTarget {
  @Parameters(
      arity = "0..1",
      paramLabel = "WORKFLOW",
      description = "namespace/name, or the bare name; without it the whole --namespace")
  private Optional<String> workflow = Optional.empty();

  @Option(names = "--all", description = "Everything, in all namespaces")
  private boolean all;

  int set(Session session, boolean paused) {
    if (all && (workflow.isPresent() || session.namespace().isPresent())) {
      throw CommandException.usage("--all is everything; leave out WORKFLOW and --namespace");
    }
    if (!all && workflow.isEmpty() && session.namespace().isEmpty()) {
      throw CommandException.usage("say what: WORKFLOW, --namespace NAMESPACE or --all");
    }
    ContinuoClient client = session.client();
    if (all) {
      Installation everything = client.installation();
      return show(
          session, paused ? everything.pause() : everything.resume(), DataViews.INSTALLATION);
    }
    if (workflow.isEmpty()) {
      String namespace = session.namespace().orElseThrow();
      Namespaces namespaces = client.namespaces();
      return show(
          session,
          paused ? namespaces.pause(namespace) : namespaces.resume(namespace),
          DataViews.NAMESPACES);
    }
    QualifiedName name = new Names(client, session.namespace()).workflow(workflow.get());
    return show(
        session,
        paused ? client.workflows().pause(name) : client.workflows().resume(name),
        Views.WORKFLOWS);
  }

  private static <T> int show(Session session, T thing, View<T> view) {
    session.output().one(thing, view, session.terminal().now());
    return ExitCode.OK.number();
  }
}
