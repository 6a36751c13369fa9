/** Commands about runs: run, watch, logs, events, cancel, pause, resume. */
@NullMarked
package io.continuo.cli.command.run;

import org.jspecify.annotations.NullMarked;
