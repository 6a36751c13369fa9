/** Tasks as operating system processes, each in a session of its own; for development machines. */
@NullMarked
package io.continuo.runner.launch.process;

import org.jspecify.annotations.NullMarked;
