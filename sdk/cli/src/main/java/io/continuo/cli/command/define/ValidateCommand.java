package io.continuo.cli.command.define;

import io.continuo.cli.definition.DefinitionFile;
import io.continuo.cli.definition.Draft;
import io.continuo.cli.definition.Validation;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.output.Cell;
import io.continuo.cli.output.View;
import io.continuo.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code continuo validate FILE|DIR}. */
@Command(
    name = "validate",
    description =
        "Check definitions without a server; a shared task must be among the files of its users.")
public final class ValidateCommand implements Callable<Integer> {
  private static final View<Validation> VIEW =
      new View<>(
          List.of("FILE", "RESULT", "DEFINITIONS"),
          Validation::file,
          Validation::json,
          (validation, now) ->
              List.of(
                  Cell.of(validation.file()),
                  validation.isValid()
                      ? Cell.of("valid")
                      : Cell.of(validation.problems().size() + " problems"),
                  Cell.of(String.join(", ", validation.definitions()))));

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "YAML or JSON; - is YAML on stdin")
  private List<String> files = List.of();

  public ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Validation> validations =
        Validation.of(DefinitionFile.read(files, session.terminal().in()));
    for (Validation validation : validations) {
      validation
          .problems()
          .forEach(problem -> session.err().println(Draft.line(validation.file(), problem)));
    }
    session.output().list(validations.stream(), VIEW, session.terminal().now());
    return (validations.stream().allMatch(Validation::isValid) ? ExitCode.OK : ExitCode.USAGE)
        .number();
  }
}
