/** Tests of the command line. */
@NullMarked
package io.continuo.cli.watch;

import org.jspecify.annotations.NullMarked;
