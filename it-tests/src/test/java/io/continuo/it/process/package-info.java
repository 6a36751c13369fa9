/** Continuo as child processes that a test starts, kills and asks over HTTP. */
@NullMarked
package io.continuo.it.process;

import org.jspecify.annotations.NullMarked;
