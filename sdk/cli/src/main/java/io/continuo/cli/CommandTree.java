package io.continuo.cli;

import io.continuo.cli.command.about.CompletionCommand;
import io.continuo.cli.command.about.VersionCommand;
import io.continuo.cli.command.about.WhoamiCommand;
import io.continuo.cli.command.look.DescribeCommand;
import io.continuo.cli.command.look.GetCommand;
import io.continuo.cli.command.look.ListCommand;
import io.continuo.cli.command.run.CancelCommand;
import io.continuo.cli.command.run.EventsCommand;
import io.continuo.cli.command.run.LogsCommand;
import io.continuo.cli.command.run.PauseCommand;
import io.continuo.cli.command.run.ResumeCommand;
import io.continuo.cli.command.run.RunCommand;
import io.continuo.cli.command.run.WatchCommand;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.failure.Failures;
import io.continuo.cli.session.GlobalOptions;
import io.continuo.cli.session.Session;
import io.continuo.cli.session.Terminal;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All commands in the order of the help, and what holds for each of them. */
final class CommandTree {
  private CommandTree() {}

  static CommandLine of(Terminal terminal) {
    GlobalOptions options = new GlobalOptions();
    Session session = new Session(terminal, options);
    CommandLine root = new CommandLine(new RootCommand());
    root.addMixin("options", options);
    for (Object command : commands(session)) {
      root.addSubcommand(command);
    }
    everywhere(root, terminal);
    return root;
  }

  private static List<Object> commands(Session session) {
    return List.of(
        new RunCommand(session),
        new WatchCommand(session),
        new LogsCommand(session),
        new EventsCommand(session),
        new CancelCommand(session),
        new ListCommand(session),
        new GetCommand(session),
        new DescribeCommand(session),
        new PauseCommand(session),
        new ResumeCommand(session),
        new WhoamiCommand(session),
        new CompletionCommand(session),
        new VersionCommand(session));
  }

  private static void everywhere(CommandLine root, Terminal terminal) {
    Failures failures =
        new Failures(terminal.err(), terminal.variable("CONTINUO_DEBUG").isPresent());
    root.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    root.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    boolean colours = terminal.colours(terminal.outIsTerminal() && terminal.errIsTerminal());
    root.setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure));
    root.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    root.getCommandSpec().usageMessage().exitCodeList(exitCodes());
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values())
        .forEach(code -> codes.put(" " + code.number(), code.meaning()));
    return codes;
  }
}
