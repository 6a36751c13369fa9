package io.continuo.cli;

import io.continuo.cli.command.about.CompletionCommand;
import io.continuo.cli.command.about.VersionCommand;
import io.continuo.cli.command.about.WhoamiCommand;
import io.continuo.cli.command.data.LandCommand;
import io.continuo.cli.command.data.LimitsCommand;
import io.continuo.cli.command.define.RegisterCommand;
import io.continuo.cli.command.define.ValidateCommand;
import io.continuo.cli.command.look.DescribeCommand;
import io.continuo.cli.command.look.GetCommand;
import io.continuo.cli.command.look.ListCommand;
import io.continuo.cli.command.run.CancelCommand;
import io.continuo.cli.command.run.EventsCommand;
import io.continuo.cli.command.run.LogsCommand;
import io.continuo.cli.command.run.PauseCommand;
import io.continuo.cli.command.run.ResumeCommand;
import io.continuo.cli.command.run.RunCommand;
import io.continuo.cli.command.run.RunnerCommand;
import io.continuo.cli.command.run.WatchCommand;
import io.continuo.cli.command.run.WhyCommand;
import io.continuo.cli.command.time.BackfillCommand;
import io.continuo.cli.command.time.BackfillCreateCommand;
import io.continuo.cli.command.time.NextCommand;
import io.continuo.cli.command.time.SlotsCommand;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.failure.Failures;
import io.continuo.cli.session.GlobalOptions;
import io.continuo.cli.session.Session;
import io.continuo.cli.session.Terminal;
import io.continuo.cli.session.Version;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/**
 * All commands in the order of the help, and what holds for each of them. Building the model of a
 * command takes reflection and time, so a call that names a command gets that one alone.
 */
final class CommandTree {
  private static final String COMPLETION = "completion";
  private static final Set<String> WITH_VALUE =
      Set.of("--url", "--token", "-n", "--namespace", "-o", "--output");

  private static final OptionSpec VERSION =
      OptionSpec.builder("-V", "--version")
          .versionHelp(true)
          .description("The version of this program")
          .build();

  private CommandTree() {}

  static CommandLine of(Terminal terminal, String... args) {
    GlobalOptions options = new GlobalOptions();
    Map<String, Supplier<Object>> commands = commands(new Session(terminal, options));
    CommandLine root = new CommandLine(new RootCommand());
    root.addMixin("options", options);
    root.getCommandSpec().addOption(VERSION).version("continuo " + Version.text());
    Optional<String> only = named(args).filter(commands::containsKey);
    commands.forEach(
        (name, command) -> {
          if (only.map(name::equals).orElse(true) || only.equals(Optional.of(COMPLETION))) {
            root.addSubcommand(command.get());
          }
        });
    everywhere(root, terminal);
    return root;
  }

  /** The first word that is neither a global option nor its value. */
  private static Optional<String> named(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("-")) {
        return Optional.of(args[i]);
      }
      i += WITH_VALUE.contains(args[i]) ? 1 : 0;
    }
    return Optional.empty();
  }

  private static Map<String, Supplier<Object>> commands(Session session) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("validate", () -> new ValidateCommand(session));
    commands.put("register", () -> new RegisterCommand(session));
    commands.put("run", () -> new RunCommand(session));
    commands.put("watch", () -> new WatchCommand(session));
    commands.put("logs", () -> new LogsCommand(session));
    commands.put("events", () -> new EventsCommand(session));
    commands.put("why", () -> new WhyCommand(session));
    commands.put("cancel", () -> new CancelCommand(session));
    commands.put("list", () -> new ListCommand(session));
    commands.put("get", () -> new GetCommand(session));
    commands.put("describe", () -> new DescribeCommand(session));
    commands.put("pause", () -> new PauseCommand(session));
    commands.put("resume", () -> new ResumeCommand(session));
    commands.put("land", () -> new LandCommand(session));
    commands.put("next", () -> new NextCommand(session));
    commands.put("slots", () -> new SlotsCommand(session));
    commands.put(
        "backfill",
        () ->
            new CommandLine(new BackfillCommand(session))
                .addSubcommand(new BackfillCreateCommand(session)));
    commands.put("limits", () -> new LimitsCommand(session));
    commands.put("runner", () -> new RunnerCommand(session));
    commands.put("whoami", () -> new WhoamiCommand(session));
    commands.put(COMPLETION, () -> new CompletionCommand(session));
    commands.put("version", () -> new VersionCommand(session));
    return commands;
  }

  private static void everywhere(CommandLine root, Terminal terminal) {
    Failures failures =
        new Failures(terminal.err(), terminal.variable("CONTINUO_DEBUG").isPresent());
    root.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    root.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    boolean colours = terminal.colours(terminal.outIsTerminal() && terminal.errIsTerminal());
    root.setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setParameterExceptionHandler(new UsageErrors());
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
