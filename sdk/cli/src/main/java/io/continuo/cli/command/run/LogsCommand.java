package io.continuo.cli.command.run;

import io.continuo.cli.failure.CommandException;
import io.continuo.cli.failure.ExitCode;
import io.continuo.cli.logs.LogCopy;
import io.continuo.cli.session.Detach;
import io.continuo.cli.session.Session;
import io.continuo.cli.session.Terminal;
import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.model.TaskView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code continuo logs ID [TASK]}. */
@Command(
    name = "logs",
    description = "Print the log of a task, or of all tasks of an execution with their names.")
public final class LogsCommand implements Callable<Integer> {
  private static final int AT_ONCE = 50;
  private static final Set<String> STREAMS = Set.of("stdout", "stderr", "runner");

  private final Session session;

  @Parameters(index = "0", paramLabel = "ID", description = "Execution")
  private String id = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "Default: all tasks")
  private Optional<String> task = Optional.empty();

  @Option(names = "--attempt", paramLabel = "N", description = "Default: the newest")
  private Optional<Integer> attempt = Optional.empty();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the task has ended, over its retries")
  private boolean follow;

  @Option(
      names = "--stream",
      paramLabel = "STREAM",
      description = "Only stdout or stderr. Default: both, stderr in colour on a terminal")
  private Optional<String> stream = Optional.empty();

  @Option(
      names = "--tail",
      paramLabel = "BYTES",
      description = "Begin so many bytes before the end of what is there")
  private Optional<Long> tail = Optional.empty();

  public LogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ContinuoClient client = session.client();
    checkOptions();
    Terminal terminal = session.terminal();
    LogCopy copy =
        new LogCopy(
            client.executions(),
            terminal.out(),
            terminal.colours(terminal.outIsTerminal()),
            new LogCopy.Selection(id, task, attempt, stream, tail));
    List<TaskView> tasks =
        client.executions().tasks(id).filter(copy::isSelected).sorted(TaskView.byStart()).toList();
    check(tasks);
    if (follow) {
      return Detach.during(session.err(), goodbye(), () -> followed(copy, tasks));
    }
    if (!copy.copyNow(tasks)) {
      session.err().println("nothing has started yet; -f waits for it");
    }
    return ExitCode.OK.number();
  }

  private static int followed(LogCopy copy, List<TaskView> tasks) {
    copy.follow(tasks);
    return ExitCode.OK.number();
  }

  private void checkOptions() {
    if (stream.isPresent() && !STREAMS.contains(stream.get())) {
      throw CommandException.usage("--stream is stdout or stderr, not '" + stream.get() + "'");
    }
    if (tail.isPresent() && tail.get() < 0) {
      throw CommandException.usage("--tail is a number of bytes, not " + tail.get());
    }
  }

  private void check(List<TaskView> tasks) {
    if (task.isPresent() && tasks.isEmpty()) {
      throw CommandException.notFound(
          "execution "
              + id
              + " has no task '"
              + task.get()
              + "'; 'continuo describe execution "
              + id
              + "' lists them");
    }
    if (task.isEmpty() && attempt.isPresent()) {
      throw CommandException.usage("--attempt needs a TASK");
    }
    if (attempt.isPresent() && !follow && attempts(tasks.getFirst()) < attempt.get()) {
      throw CommandException.notFound(
          "task '"
              + tasks.getFirst().name()
              + "' has "
              + attempts(tasks.getFirst())
              + " attempts, not "
              + attempt.get());
    }
    if (follow && tasks.size() > AT_ONCE) {
      throw CommandException.usage(
          "too many tasks to follow at once (" + tasks.size() + "); name a TASK");
    }
  }

  private static int attempts(TaskView task) {
    return task.attempts().size();
  }

  private String goodbye() {
    String what = task.map(name -> " " + name).orElse("");
    return "detached; execution " + id + " goes on. Follow it again: continuo logs -f " + id + what;
  }
}
