/** Specs of the backfill decider. */
@NullMarked
package io.continuo.engine.domain.backfill;

import org.jspecify.annotations.NullMarked;
