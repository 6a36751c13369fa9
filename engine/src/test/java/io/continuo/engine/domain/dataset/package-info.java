/** Specs of the workflow decider. */
@NullMarked
package io.continuo.engine.domain.dataset;

import org.jspecify.annotations.NullMarked;
