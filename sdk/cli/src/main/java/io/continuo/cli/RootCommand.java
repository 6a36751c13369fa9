package io.continuo.cli;

import picocli.CommandLine.Command;

/** {@code continuo} without a command: the global options and the help. */
@Command(
    name = "continuo",
    synopsisSubcommandLabel = "COMMAND",
    description = {"Runs batch pipelines, remembers every step, explains itself.", ""},
    footer = {
      "",
      "A WORKFLOW is namespace/name, or the bare name where only one namespace has it.",
      "Data goes to stdout, progress and errors to stderr. NO_COLOR is honoured.",
      "'./continuo dev' starts a server, 'verify' checks the project."
    })
final class RootCommand {}
