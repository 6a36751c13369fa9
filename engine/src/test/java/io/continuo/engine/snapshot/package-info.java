/** What rows say, and what rows of earlier versions say. */
@NullMarked
package io.continuo.engine.snapshot;

import org.jspecify.annotations.NullMarked;
