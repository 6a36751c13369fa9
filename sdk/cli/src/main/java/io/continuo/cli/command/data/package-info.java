/** Commands about data and what guards it: land, limits. */
@NullMarked
package io.continuo.cli.command.data;

import org.jspecify.annotations.NullMarked;
