package io.continuo.cli;

import io.continuo.cli.failure.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Wrong usage: what is wrong, what was probably meant, and the usage of the command, all on stderr.
 */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    command.usage(err, command.getColorScheme());
    err.flush();
    return ExitCode.USAGE.number();
  }
}
