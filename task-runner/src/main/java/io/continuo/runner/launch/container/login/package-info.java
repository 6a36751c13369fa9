/** Whom the daemon pulls images as. */
@NullMarked
package io.continuo.runner.launch.container.login;

import org.jspecify.annotations.NullMarked;
