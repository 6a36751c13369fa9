/** Commands about slots, past and future: slots, next, backfill. */
@NullMarked
package io.continuo.cli.command.time;

import org.jspecify.annotations.NullMarked;
