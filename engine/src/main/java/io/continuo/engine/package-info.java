/** The engine as a process: configuration, start, stop. */
@NullMarked
package io.continuo.engine;

import org.jspecify.annotations.NullMarked;
