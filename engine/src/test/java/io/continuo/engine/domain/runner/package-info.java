/** Specs of the runner decider. */
@NullMarked
package io.continuo.engine.domain.runner;

import org.jspecify.annotations.NullMarked;
