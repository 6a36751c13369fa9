/** Tests of the container launcher. */
@NullMarked
package io.continuo.runner.launch.container;

import org.jspecify.annotations.NullMarked;
