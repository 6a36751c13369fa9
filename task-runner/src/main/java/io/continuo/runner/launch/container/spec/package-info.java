/** What a task asks of its container, and what the runner's operator allows. */
@NullMarked
package io.continuo.runner.launch.container.spec;

import org.jspecify.annotations.NullMarked;
