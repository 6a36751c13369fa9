package io.continuo.cli.session;

import io.continuo.cli.output.Format;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options every command takes; filled by picocli while it parses. */
public final class GlobalOptions {
  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "The gateway. Default: CONTINUO_URL, else http://127.0.0.1:8080")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--token",
      scope = ScopeType.INHERIT,
      paramLabel = "TOKEN",
      description = "Bearer token. Default: CONTINUO_TOKEN, which keeps it out of the process list")
  private Optional<String> token = Optional.empty();

  @Option(
      names = {"-n", "--namespace"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAMESPACE",
      description = "The namespace of bare names, and of lists")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: table on a terminal, json elsewhere")
  private Optional<Format> output = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "This help")
  private boolean help;

  /** True when only help was wished for. */
  public boolean help() {
    return help;
  }

  Optional<String> url() {
    return url;
  }

  Optional<String> token() {
    return token;
  }

  public Optional<String> namespace() {
    return namespace;
  }

  Optional<Format> output() {
    return output;
  }
}
