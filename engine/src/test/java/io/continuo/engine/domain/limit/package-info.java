/** Specs of limits. */
@NullMarked
package io.continuo.engine.domain.limit;

import org.jspecify.annotations.NullMarked;
