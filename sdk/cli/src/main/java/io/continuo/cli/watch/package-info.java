/** Following a run live: reading it, drawing it on a terminal or as lines. */
@NullMarked
package io.continuo.cli.watch;

import org.jspecify.annotations.NullMarked;
