/** Specs of the execution decider. */
@NullMarked
package io.continuo.engine.domain.execution;

import org.jspecify.annotations.NullMarked;
