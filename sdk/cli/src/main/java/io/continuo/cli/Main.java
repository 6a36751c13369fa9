package io.continuo.cli;

import io.continuo.cli.session.Terminal;

/** The program {@code continuo}: talks to a gateway over HTTP and nothing else. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    int exitCode = run(args, terminal);
    System.exit(exitCode);
  }

  /** One call of the program, for tests and for embedding; never exits the JVM. */
  public static int run(String[] args, Terminal terminal) {
    int exitCode = CommandTree.of(terminal, args).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return exitCode;
  }
}
