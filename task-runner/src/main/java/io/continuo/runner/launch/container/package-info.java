/** Tasks as containers of a Docker daemon, local or remote. */
@NullMarked
package io.continuo.runner.launch.container;

import org.jspecify.annotations.NullMarked;
