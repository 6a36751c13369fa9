/** Commands about definitions: validate, register. */
@NullMarked
package io.continuo.cli.command.define;

import org.jspecify.annotations.NullMarked;
