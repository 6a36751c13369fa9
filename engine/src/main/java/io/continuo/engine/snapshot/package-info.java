/**
 * States as rows of a key-value store: one event writes the rows that it names, whatever the size
 * of the rest.
 */
@NullMarked
package io.continuo.engine.snapshot;

import org.jspecify.annotations.NullMarked;
