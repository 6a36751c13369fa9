/** Tests of the command line. */
@NullMarked
package io.continuo.cli.output;

import org.jspecify.annotations.NullMarked;
