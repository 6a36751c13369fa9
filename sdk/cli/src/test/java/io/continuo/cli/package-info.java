/** Tests of the command line. */
@NullMarked
package io.continuo.cli;

import org.jspecify.annotations.NullMarked;
