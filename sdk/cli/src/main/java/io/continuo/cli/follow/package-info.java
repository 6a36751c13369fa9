/** Following something to its end: a server that is away is forgiven, a terminal is redrawn. */
@NullMarked
package io.continuo.cli.follow;

import org.jspecify.annotations.NullMarked;
