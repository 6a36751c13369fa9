package io.continuo.engine.topology;

/**
 * An aggregate in the heap.
 *
 * @param sequence of its last event; 0 while it is not alive
 */
record Aggregate<S>(long sequence, S state) {}
