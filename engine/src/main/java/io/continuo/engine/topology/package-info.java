/**
 * Kafka Streams around the deciders: one transaction takes a command and leaves events, effects and
 * state.
 */
@NullMarked
package io.continuo.engine.topology;

import org.jspecify.annotations.NullMarked;
