/** Tests of the process launcher. */
@NullMarked
package io.continuo.runner.launch.process;

import org.jspecify.annotations.NullMarked;
