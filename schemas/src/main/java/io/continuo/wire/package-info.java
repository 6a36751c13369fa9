/**
 * The wire: language to Avro and back, Confluent's framing, topics. Nothing else sees generated
 * Avro.
 */
@NullMarked
package io.continuo.wire;

import org.jspecify.annotations.NullMarked;
