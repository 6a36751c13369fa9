/** The life of one limit: its permits, who holds them, and who waits in which order. */
@NullMarked
package io.continuo.engine.domain.limit;

import org.jspecify.annotations.NullMarked;
