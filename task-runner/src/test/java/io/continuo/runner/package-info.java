/** The whole runner against a real broker, with the test in the engine's place. */
@NullMarked
package io.continuo.runner;

import org.jspecify.annotations.NullMarked;
