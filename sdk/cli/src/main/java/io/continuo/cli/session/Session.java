package io.continuo.cli.session;

import io.continuo.cli.failure.CommandException;
import io.continuo.cli.output.Format;
import io.continuo.cli.output.Output;
import io.continuo.sdk.ContinuoClient;
import java.io.PrintStream;
import java.util.Optional;

/**
 * One call of the program: the options given, the client made from them, the place for data and for
 * progress.
 */
public final class Session {
  private final Terminal terminal;
  private final GlobalOptions options;

  public Session(Terminal terminal, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  public Terminal terminal() {
    return terminal;
  }

  /** Where progress, hints and errors go. */
  public PrintStream err() {
    return terminal.err();
  }

  public Optional<String> namespace() {
    return options.namespace();
  }

  /** Where data goes. */
  public Output output() {
    boolean person = terminal.outIsTerminal();
    Format format = options.output().orElse(person ? Format.table : Format.json);
    return new Output(terminal.out(), format, terminal.colours(person));
  }

  /** Nobody asked for data in a certain format: a person who just watched needs no row after it. */
  public boolean isChat() {
    return options.output().isEmpty() && terminal.outIsTerminal();
  }

  /** Commands ask once and keep it. */
  public ContinuoClient client() {
    ContinuoClient.Builder builder =
        ContinuoClient.builder().userAgent("continuo-cli/" + Version.text());
    Optional<String> url = options.url().or(() -> terminal.variable("CONTINUO_URL"));
    Optional<String> token = options.token().or(() -> terminal.variable("CONTINUO_TOKEN"));
    try {
      url.map(String::strip).ifPresent(builder::url);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(e.getMessage() + " (from --url or CONTINUO_URL)");
    }
    token.map(String::strip).ifPresent(builder::token);
    return builder.build();
  }
}
