/** From what went wrong to a message with its cure and an exit code. */
@NullMarked
package io.continuo.cli.failure;

import org.jspecify.annotations.NullMarked;
