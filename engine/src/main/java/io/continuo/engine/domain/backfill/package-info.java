/** The life of one backfill: which slot of its plan is next, and what became of the others. */
@NullMarked
package io.continuo.engine.domain.backfill;

import org.jspecify.annotations.NullMarked;
