package io.continuo.runner.launch.process;

import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A wrapped process; everything that matters about it is in the workspace, so any runner process
 * can hold it.
 */
final class LaunchedProcess implements Running {
  static final String EXIT = "exit";
  private static final String STOPPED = "stopped";
  private static final String OUT_OF_MEMORY =
      "killed by the kernel: out of memory; raise resources.memory";
  private static final int KILLED = 137;
  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;
  private static final long LOOK_EVERY_MS = 50;

  private final Workspace workspace;
  private final Optional<ProcessHandle> process;
  private final Optional<Process> child;
  private final String command;
  private final ProcessLogs logs;

  LaunchedProcess(Workspace workspace, Process child, String command, ProcessLogs logs) {
    this.workspace = workspace;
    this.process = Optional.of(child.toHandle());
    this.child = Optional.of(child);
    this.command = command;
    this.logs = logs;
  }

  /**
   * @param process absent when it ended before
   */
  LaunchedProcess(
      Workspace workspace, Optional<ProcessHandle> process, String command, ProcessLogs logs) {
    this.workspace = workspace;
    this.process = process;
    this.child = Optional.empty();
    this.command = command;
    this.logs = logs;
  }

  @Override
  public AttemptId attempt() {
    return workspace.attempt();
  }

  @Override
  public Ending await() throws InterruptedException {
    if (child.isPresent()) {
      child.get().waitFor();
    }
    while (!ended()) {
      // Not ProcessHandle.onExit: for a stranger's child it never ends when nobody reaps the
      // zombie.
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
    Cgroups.of(workspace).ifPresent(Cgroup::kill); // also what left the session
    Optional<String> logTrouble = logs.finish();
    if (logTrouble.isPresent()) {
      return new Ending.Broken(Fault.PLATFORM, logTrouble.get());
    }
    try {
      Optional<String> code = workspace.read(EXIT);
      return code.isPresent() ? exited(Integer.parseInt(code.get().strip())) : vanished();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the exit code in " + workspace.folder(), e);
    }
  }

  private boolean ended() {
    return workspace.has(EXIT) || process.isEmpty() || !process.get().isAlive();
  }

  private Ending exited(int code) {
    return new Ending.Exited(code, workspace.has(STOPPED), explain(code));
  }

  private boolean wentOutOfMemory() {
    return Cgroups.of(workspace).map(Cgroup::wentOutOfMemory).orElse(false);
  }

  private Optional<String> explain(int code) {
    if (code == KILLED && wentOutOfMemory()) {
      return Optional.of(OUT_OF_MEMORY);
    }
    if (code == NOT_FOUND && !Session.onPath(command)) {
      return Optional.of(
          "command '"
              + command
              + "' was not found on this runner: install it or give its full path");
    }
    return code == NOT_EXECUTABLE
        ? Optional.of("command '" + command + "' cannot be executed: chmod +x it")
        : Optional.empty();
  }

  private Ending vanished() {
    if (workspace.has(STOPPED)) {
      return new Ending.Exited(KILLED, true, Optional.of("killed after the grace period"));
    }
    if (wentOutOfMemory()) {
      return new Ending.Exited(KILLED, false, Optional.of(OUT_OF_MEMORY));
    }
    String reason =
        workspace.has(PidFile.NAME)
            ? "the process and its wrapper were killed from outside, or the machine restarted"
            : "the process could not be set up in "
                + workspace.folder()
                + ": is the runner's disk full?";
    return new Ending.Broken(Fault.PLATFORM, reason);
  }

  @Override
  public void stop(Duration grace) throws InterruptedException {
    if (ended()) {
      return;
    }
    try {
      workspace.write(STOPPED, "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note the stop in " + workspace.folder(), e);
    }
    long leader = process.orElseThrow().pid();
    Session.signal(leader, "TERM");
    long deadline = System.nanoTime() + grace.toNanos();
    while (!ended() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
    if (!ended()) {
      Session.signal(leader, "KILL");
      Cgroups.of(workspace).ifPresent(Cgroup::kill);
    }
  }

  @Override
  public void remove() throws InterruptedException {
    logs.abandon();
    Optional<Cgroup> cgroup = Cgroups.of(workspace);
    if (cgroup.isPresent()) {
      cgroup.get().kill();
      cgroup.get().remove();
    }
  }
}
