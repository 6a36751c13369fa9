package io.continuo.cli.command.define;

import io.continuo.cli.definition.DefinitionFile;
import io.continuo.cli.definition.Draft;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.session.Session;
import io.continuo.definition.problem.Problem;
import io.continuo.definition.reader.tree.TextException;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.Registration;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.model.RegisteredTask;
import io.continuo.sdk.model.Workflow;
import io.continuo.sdk.problem.Problem.Detail;
import io.continuo.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code continuo register FILE|DIR}: everything that can be registered is, tasks before the
 * workflows that use them.
 */
@Command(
    name = "register",
    description = "Register workflows and tasks; what has not changed stays as it is.")
public final class RegisterCommand implements Callable<Integer> {
  private final Session session;
  private final List<Registered> registered = new ArrayList<>();
  private ExitCode exitCode = ExitCode.OK;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "YAML or JSON; - is YAML on stdin")
  private List<String> files = List.of();

  public RegisterCommand(Session session) {
    this.session = session;
  }

  private record Addressed(Draft draft, boolean isTask, QualifiedName name) {}

  @Override
  public Integer call() {
    ContinuoClient client = session.client();
    List<Addressed> ready = new ArrayList<>();
    for (DefinitionFile file : DefinitionFile.read(files, session.terminal().in())) {
      Draft.of(file).forEach(draft -> address(draft, ready));
    }
    ready.sort(Comparator.comparing(addressed -> !addressed.isTask()));
    ready.forEach(addressed -> register(client, addressed));
    session.output().list(registered.stream(), Registered.VIEW, session.terminal().now());
    return exitCode.number();
  }

  /** Without a name there is no address to send it to; everything else the server checks. */
  private void address(Draft draft, List<Addressed> ready) {
    try {
      Draft.Heading heading = draft.heading();
      String namespace = heading.namespace().or(session::namespace).orElse("");
      String name = heading.name().orElse("");
      if (namespace.isBlank() || name.isBlank() || name.contains("/")) {
        refuse(
            draft.file()
                + ": a definition needs a namespace and a name, e.g. namespace: finance, name: daily");
      } else {
        ready.add(new Addressed(draft, heading.isTask(), new QualifiedName(namespace, name)));
      }
    } catch (TextException e) {
      Problem problem = e.problem();
      refuse(Draft.line(draft.file(), problem));
    }
  }

  private void register(ContinuoClient client, Addressed addressed) {
    String file = addressed.draft().file();
    try {
      if (addressed.isTask()) {
        Registration<RegisteredTask> answer =
            client.tasks().register(addressed.name(), addressed.draft().definition());
        registered.add(Registered.task(file, answer));
        answer.warnings().forEach(warning -> tell(file, "warning: ", warning));
      } else {
        Registration<Workflow> answer =
            client.workflows().register(addressed.name(), addressed.draft().definition());
        registered.add(Registered.workflow(file, answer));
        answer.warnings().forEach(warning -> tell(file, "warning: ", warning));
      }
    } catch (ProblemException e) {
      if (e.status() >= 500 || e.status() == 401) {
        throw e;
      }
      refused(file, addressed.name(), e);
    }
  }

  private void refused(String file, QualifiedName name, ProblemException refusal) {
    if (refusal.errors().isEmpty()) {
      session.err().println(file + ": " + name + ": " + refusal.getMessage());
    }
    refusal.errors().forEach(error -> tell(file, "", error));
    exitCode = exitCode == ExitCode.OK ? ExitCode.ofHttp(refusal.status()) : exitCode;
  }

  private void tell(String file, String kind, Detail detail) {
    String line = detail.line().map(number -> number + ": ").orElse(" ");
    String pointer = detail.pointer().isEmpty() ? "" : detail.pointer() + ": ";
    session.err().println(file + ":" + line + kind + pointer + detail.message());
  }

  private void refuse(String message) {
    session.err().println(message);
    exitCode = ExitCode.USAGE;
  }
}
