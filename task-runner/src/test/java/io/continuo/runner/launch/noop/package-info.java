/** Tests of the noop launcher. */
@NullMarked
package io.continuo.runner.launch.noop;

import org.jspecify.annotations.NullMarked;
