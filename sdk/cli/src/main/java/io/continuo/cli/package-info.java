/** The command line: {@link io.continuo.cli.Main} wires the commands. */
@NullMarked
package io.continuo.cli;

import org.jspecify.annotations.NullMarked;
