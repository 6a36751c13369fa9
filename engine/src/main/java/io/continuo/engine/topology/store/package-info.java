/** What the engine keeps of its aggregates, and when it is due, in state stores and the heap. */
@NullMarked
package io.continuo.engine.topology.store;

import org.jspecify.annotations.NullMarked;
