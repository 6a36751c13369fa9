/** Commands that look: list, get, describe. */
@NullMarked
package io.continuo.cli.command.look;

import org.jspecify.annotations.NullMarked;
