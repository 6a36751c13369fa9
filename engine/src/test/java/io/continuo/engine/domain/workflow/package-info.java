/** Specs of the workflow decider. */
@NullMarked
package io.continuo.engine.domain.workflow;

import org.jspecify.annotations.NullMarked;
